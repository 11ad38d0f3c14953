// Looks over pages of hostile content, each in a frame of its own, for test_xss.py. It runs in a page that is no part of
// the site. It is put into every frame
// before anything of it runs, so that `watch` sees it all.

// Takes note of every script that content has got to run, and of every breach of the policy.
function watch() {
  window.fired = [];
  window.breaches = [];
  for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => { fired.push(name); };
  addEventListener("securitypolicyviolation", (event) => breaches.push(`${event.violatedDirective} ${event.blockedURI}`));
  window.copied = [];
  Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { copied.push(text); } } });
}

// What stands in a document that content must not be able to put there.
function suspects(root) {
  const found = [], ours = new URL(".", root.baseURI).origin;
  const allowed = new Set(["http:", "https:", "mailto:", "tel:"]);
  for (const element of root.querySelectorAll("*")) {
    const name = element.localName;
    for (const { name: attribute, value } of element.attributes) {
      if (/^on|^style$|^srcdoc$|^srcset$|^formaction$|^xlink:|^ping$|^data-(?!script|theme|dark)/.test(attribute) && !isOurs(element, attribute)) found.push(`${name}[${attribute}]`);
      if (["href", "src", "action", "data", "cite", "poster", "background"].includes(attribute)) {
        let url;
        try {
          url = new URL(value, root.baseURI);
        } catch {
          continue;
        }
        const image = name == "img" && attribute == "src";
        if (!allowed.has(url.protocol) || (url.origin != ours && attribute != "href")) found.push(`${name}[${attribute}=${value}${image ? " (image)" : ""}]`);
      }
    }
    const isData = name == "script" && element.type == "application/ld+json";
    if (isData) JSON.parse(element.textContent);
    if (name == "script" && !isData && !/^\S*\/(?:assets|search)\/[\w./-]+\.js$/.test(new URL(element.src || "x:", root.baseURI).pathname)) found.push(name);
    if (["iframe", "frame", "object", "embed", "base", "style", "svg", "math", "video", "audio", "applet", "textarea", "select", "dialog"].includes(name)) found.push(name);
    if (name == "form" && !element.matches("form.search[role=search]")) found.push(name);
    if (name == "input" && !element.matches("form.search > input[name=q]")) found.push(name);
    if (name == "meta" && element.httpEquiv && element.httpEquiv != "Content-Security-Policy") found.push(`meta ${element.httpEquiv}`);
    if (name.includes("-")) found.push(name);
  }
  return found;
}

// The page's own data attributes, which content may not have.
function isOurs(element, attribute) {
  return attribute.startsWith("data-") && !element.closest(".prose, .entry-body, td, .note")
    && element.matches("form[data-search], article[data-code], [data-menu], [data-copy], [data-copy-actions], [data-copy-status], [data-copy-block], [data-ticket], [data-ticket] *, [data-theme-switch], [data-missing], .permalink *");
}

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// Opens an address in a frame and gives what `look` finds there.
async function visit(address, look) {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.src = address;
  const loaded = new Promise((done) => { frame.onload = done; });
  document.body.append(frame);
  await loaded;
  let result;
  try {
    const { contentWindow: view, contentDocument: root } = frame, there = view.location.href;
    const values = await look(view, root);
    await pause(0);
    const moved = new URL(view.location.href).pathname != new URL(address, location).pathname ? [view.location.href] : [];
    result = { address, there, fired: [...view.fired], breaches: [...view.breaches], moved, suspects: suspects(root), ...values };
  } catch (error) {
    result = { address, fired: [], breaches: [], moved: [String(error)], suspects: [] };
  }
  frame.remove();
  return result;
}

const isBad = ({ fired, breaches, moved, suspects }) => fired.length + breaches.length + moved.length + suspects.length;

// Looks at each address, some at a time: {looked, bad, tickets}.
async function walk(addresses) {
  const bad = [], tickets = [], waiting = [...addresses];
  let looked = 0;
  const work = async () => {
    for (let address; (address = waiting.pop());) {
      const result = await visit(address, look);
      looked++;
      tickets.push(...(result.copied || []));
      if (isBad(result)) bad.push(result);
    }
  };
  await Promise.all(Array.from({ length: 6 }, work));
  return { looked, bad, tickets };
}

// Does what a reader might: hovers, focuses, opens, copies.
async function look(view, root) {
  for (const element of root.querySelectorAll("main *")) {
    for (const type of element.attributes.length ? ["mouseover", "pointerenter", "focus", "toggle", "animationstart"] : []) element.dispatchEvent(new view.Event(type));
  }
  for (const kind of ["markdown", "text", "link"]) root.querySelector(`[data-copy=${kind}]`)?.click();
  await pause(0);
  return { copied: [...view.copied] };
}

// Types and pastes each text into the search box of one page.
async function ask(address, texts) {
  let results = 0;
  const found = await visit(address, async (view, root) => {
    const input = root.querySelector("form.search input"), status = root.querySelector(".search-status");
    const settled = async () => {
      for (let i = 0; i < 200 && !status.textContent; i++) await pause(5);
      if (!status.textContent) throw new Error("no answer");
      results += root.querySelectorAll(".search-hit").length;
      if (suspects(root).length) throw new Error(suspects(root).join());
      status.textContent = "";
    };
    for (const text of texts) {
      input.value = text;
      input.dispatchEvent(new view.Event("input"));
      await settled();
      const clipboardData = new view.DataTransfer();
      clipboardData.setData("text", `${text}\nError code: E100 ${text}\n{"code": "E101", "message": "${text}"}`);
      input.dispatchEvent(new view.ClipboardEvent("paste", { clipboardData, cancelable: true }));
      await settled();
    }
    return { results };
  });
  return { looked: texts.length, bad: isBad(found) ? [found] : [], results };
}

watch();
if (window == top) Object.assign(window, { walk, ask });
