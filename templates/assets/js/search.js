// The search box: see partials/search.html.
