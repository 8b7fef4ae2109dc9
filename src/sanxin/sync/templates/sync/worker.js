// The service worker: keeps the recording page and the papers that were opened, and nothing else of anybody, for where there is no signal. {version}
importScripts({% for script in scripts %}"{{ script }}"{% if not forloop.last %}, {% endif %}{% endfor %});
const CACHE = "sanxin-{version}", PAGE = "{% url "fieldwork:new_visit" %}", OFFLINE = "{% url "sync:offline" %}", LOCK = "{% url "sync:lock" %}";
const LOGOUT = "{% url "account_logout" %}", STATIC = "{{ static_url }}", SLOW = 5000, LEAVING = 20000, KEPT = {{ days }} * 24 * 3600 * 1000;
const PAPER = new RegExp("^{{ paper }}$"), HASHED = /\.[0-9a-f]{12}\./, ANY = { ignoreVary: true };
const box = self.SanxinOutbox, lock = self.SanxinLock;
const after = (ms, value) => new Promise((resolve) => setTimeout(() => resolve(value), ms));

self.addEventListener("install", (event) => event.waitUntil(keepShell().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(takeOver().then(() => self.clients.claim())));
self.addEventListener("sync", (event) => event.waitUntil(settled().then((config) => config && box.drain(config))));
self.addEventListener("message", function (event) { // a page hands over the key of the lock, or asks for it
  const said = event.data || {};
  if (said.owner) lock.take(said.owner, said.key);
  if (said.forget) lock.forget(said.forget);
  if (event.ports[0]) event.ports[0].postMessage(said.want ? lock.key(said.want) : null);
});
self.addEventListener("fetch", function (event) {
  const url = new URL(event.request.url), post = event.request.method === "POST";
  if (url.origin !== location.origin) return;
  if (post && url.pathname === LOGOUT) event.respondWith(leave(event.request, url.searchParams.has("discard")));
  else if (event.request.method !== "GET") return;
  else if (event.request.mode === "navigate") event.respondWith(url.pathname === PAGE || PAPER.test(url.pathname) ? own(event, url) : elsewhere(event.request));
  else if (url.pathname.startsWith(STATIC)) event.respondWith(kept(event.request));
});

// The page and what it is drawn with are kept together: all of it, or the older whole stays.
async function keep(path, answer) {
  const text = await answer.clone().text(), paper = PAPER.test(path), cache = await caches.open(paper ? box.papers : CACHE);
  const wanted = Array.from(text.matchAll(/(?:src|href)="([^"#]+)/g), (found) => found[1]).filter((one) => one.startsWith(STATIC));
  for (const one of new Set(wanted)) if (!HASHED.test(one) || !(await cache.match(one))) await cache.add(one);
  if (path !== PAGE && !paper) return cache.put(path, answer);
  const config = await settled(), hidden = config && lock.is(config.owner);
  if (hidden && lock.isShut(config.owner)) return undefined; // nothing to encrypt it with: what is kept stays
  const page = paper ? asPaper(text, answer) : answer;
  await cache.put(path, hidden ? await sealed(config.owner, page) : page);
  await box.setMeta("kept", Date.now());
  return box.told();
}
function asPaper(text, answer) { // it knows itself as kept: its form goes to the outbox alone, its key is an old one
  const headers = new Headers(answer.headers), [, title] = text.match(/ data-title="([^"]*)"/) || [];
  headers.set("X-Title", title || "");
  return new Response(text.replace(" data-paper ", " data-paper data-kept "), { headers: headers });
}
async function settled() { // who uses this phone, and whether what is kept is locked
  const config = await box.meta("box").catch(() => null);
  if (config) await box.learn(config.owner).catch(() => null);
  return config;
}
async function sealed(owner, answer) {
  const kept = await lock.sealed(owner, { headers: [...answer.headers], body: await answer.arrayBuffer() });
  return new Response(new Blob([kept.iv, kept.data]), { headers: { "X-Sealed": "1", "X-Title": answer.headers.get("X-Title") || "" } });
}
async function asKept(path) { // the page as it is kept; where it is locked, the page that asks for the PIN
  const known = await caches.match(path, ANY);
  if (!known || !known.headers.has("X-Sealed")) return known;
  const config = await settled(), bytes = await known.arrayBuffer();
  if (!config || !lock.key(config.owner)) return Response.redirect(LOCK, 302);
  const page = await lock.opened(config.owner, { iv: new Uint8Array(bytes, 0, 12), data: bytes.slice(12) });
  return new Response(page.body, { headers: page.headers });
}
async function keepShell() {
  for (const path of [OFFLINE, LOCK, PAGE]) {
    try {
      const answer = await fetch(path, { credentials: "same-origin", redirect: "manual", cache: "no-store" });
      if (answer.ok) await keep(path, answer);
    } catch (later) { /* the next visit to the page keeps it */ }
  }
}
async function takeOver() {
  const names = (await caches.keys()).filter((name) => name.startsWith("sanxin-") && name !== CACHE), cache = await caches.open(CACHE);
  for (const name of names) {
    const old = await caches.open(name);
    if (!(await cache.match(PAGE, ANY))) for (const request of await old.keys()) await cache.put(request, await old.match(request));
    await caches.delete(name);
  }
}
async function kept(request) { // a name with a hash never changes; one without is asked for first
  if (HASHED.test(request.url)) return (await caches.match(request)) || fetch(request);
  return fetch(request).catch(async (broken) => (await caches.match(request)) || Promise.reject(broken));
}
async function own(event, url) {
  const fresh = fetch(event.request).then(function (answer) {
    if (answer.ok && !url.search) event.waitUntil(keep(url.pathname, answer.clone()).catch(() => null));
    return answer.status < 500 ? answer : null;
  }).catch(() => null);
  const known = !(await forgotten()) && Boolean(await caches.match(url.pathname, ANY));
  if (!known) return (await fresh) || (await caches.match(OFFLINE, ANY)) || Response.error();
  return (await Promise.race([fresh, after(SLOW, null)])) || asKept(url.pathname);
}
// Too long without the office: the names on the page go. Not while something waits that one could not reach any more.
async function forgotten() {
  const at = await box.meta("kept").catch(() => null), config = await box.meta("box").catch(() => null);
  if (!at || Date.now() - at < KEPT || (config && await box.unsent(config.owner).catch(() => 1))) return false;
  await box.dropPage(PAGE);
  if (config) await box.wipe(config.owner, false).catch(() => null);
  return true;
}
async function elsewhere(request) {
  try { return await fetch(request); } catch (broken) { return (await caches.match(new URL(request.url).pathname === LOCK ? LOCK : OFFLINE, ANY)) || Response.error(); }
}
// Signing out: what waits is sent first; what cannot be, the person looks at; then nothing of theirs stays here.
async function leave(request, discard) {
  const config = await settled();
  if (config && !discard) {
    const how = await Promise.race([box.drain(config), after(LEAVING, "line")]);
    if (how !== "other" && how !== "signin" && await box.unsent(config.owner)) return Response.redirect(PAGE + "?leaving=1#outbox", 303);
    if (how === "other") return fetch(request);
  }
  let answer;
  try { answer = await fetch(request); } catch (broken) { return (await caches.match(OFFLINE, ANY)) || Response.error(); }
  if (config) { await box.wipe(config.owner, discard).catch(() => null); lock.forget(config.owner); }
  await box.dropPage(PAGE);
  return answer;
}
