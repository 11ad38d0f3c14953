// Copies a page's link, its ticket as Markdown or plain text, and blocks of code in guides.
(() => {
  const t = SITE.strings[document.documentElement.lang];
  const ticket = document.querySelector("[data-ticket]");

  // Without a base URL the page does not know its own address; the browser does.
  const address = document.querySelector('link[rel="canonical"]')?.href ?? location.href.replace(/[?#].*/, "");
  for (const place of document.querySelectorAll("[data-permalink]")) place.textContent = address;

  // The ticket as Markdown: a heading, and under it a list, its labels bold.
  const markdown = (node) => {
    const copy = node.cloneNode(true);
    const link = copy.querySelector("[data-permalink]");
    const texts = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (link?.contains(text)) continue;
      text.data = text.data.replace(/[\\`*_[\]]/g, "\\$&").replace(/&(?=#?\w+;)/g, "&amp;").replace(/</g, "&lt;");
    }
    link?.replaceChildren(`<${link.textContent}>`);
    for (const label of copy.querySelectorAll("b")) label.replaceChildren(`- **${label.textContent}**`);
    return `### ${copy.textContent.trim()}`;
  };
  const texts = {
    link: () => address,
    text: () => ticket.textContent.trim(),
    markdown: () => markdown(ticket),
  };

  // The older way also works where the page is not in a secure context.
  const write = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "unseen";
      document.body.append(area);
      area.select();
      const copied = document.execCommand("copy");
      area.remove();
      if (!copied) throw new Error("copy refused");
    }
  };

  // Tells of success, seen and spoken.
  const status = document.createElement("p");
  status.className = "toast";
  status.setAttribute("role", "status");
  status.dataset.copyStatus = "";
  document.body.append(status);

  let clearing;
  const tell = (words) => {
    status.textContent = words;
    clearTimeout(clearing);
    clearing = setTimeout(() => { status.textContent = ""; }, 2500);
  };
  const copy = async (text) => {
    try {
      await write(text);
      tell(t["copy.done"]);
    } catch {
      const block = ticket?.closest("details");
      if (block) block.open = true;
      tell(t["copy.failed"]);
    }
  };

  for (const group of document.querySelectorAll("[data-copy-actions]")) {
    const label = document.createElement("span");
    label.className = "actions-label icon";
    label.setAttribute("aria-hidden", "true");
    label.textContent = t["copy.label"];
    const buttons = Object.keys(texts).map((form) => {
      const button = document.createElement("button");
      Object.assign(button, { className: "button", type: "button", textContent: t["copy." + form] });
      button.dataset.copy = form;
      return button;
    });
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", t["copy.label"]);
    group.append(label, ...buttons);
  }
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", () => copy(texts[button.dataset.copy]()));
  }

  const pattern = document.querySelector("[data-copy-block]");
  if (!pattern) return;
  for (const block of document.querySelectorAll(".prose .highlight")) {
    const button = pattern.content.firstElementChild.cloneNode(true);
    button.addEventListener("click", () => copy(block.querySelector("pre").textContent));
    block.append(button);
  }
})();
