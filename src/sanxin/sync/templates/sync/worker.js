// The service worker: keeps the recording page, and nothing else of anybody, for where there is no signal. {version}
importScripts("{{ core }}");
const CACHE = "sanxin-{version}", PAGE = "{% url "fieldwork:new_visit" %}", OFFLINE = "{% url "sync:offline" %}";
const LOGOUT = "{% url "account_logout" %}", STATIC = "{{ static_url }}", SLOW = 5000, LEAVING = 20000, KEPT = {{ days }} * 24 * 3600 * 1000;
const HASHED = /\.[0-9a-f]{12}\./, ANY = { ignoreVary: true };
const box = self.SanxinOutbox;
const after = (ms, value) => new Promise((resolve) => setTimeout(() => resolve(value), ms));

self.addEventListener("install", (event) => event.waitUntil(keepShell().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(takeOver().then(() => self.clients.claim())));
self.addEventListener("sync", (event) => event.waitUntil(box.meta("box").then((config) => config && box.drain(config))));
self.addEventListener("fetch", function (event) {
  const url = new URL(event.request.url), post = event.request.method === "POST";
  if (url.origin !== location.origin) return;
  if (post && url.pathname === LOGOUT) event.respondWith(leave(event.request, url.searchParams.has("discard")));
  else if (event.request.method !== "GET") return;
  else if (event.request.mode === "navigate") event.respondWith(url.pathname === PAGE ? recording(event) : elsewhere(event.request));
  else if (url.pathname.startsWith(STATIC)) event.respondWith(kept(event.request));
});

// The page and what it is drawn with are kept together: all of it, or the older whole stays.
async function keep(path, answer) {
  const text = await answer.clone().text(), cache = await caches.open(CACHE);
  const wanted = Array.from(text.matchAll(/(?:src|href)="([^"#]+)/g), (found) => found[1]).filter((one) => one.startsWith(STATIC));
  for (const one of new Set(wanted)) if (!HASHED.test(one) || !(await cache.match(one))) await cache.add(one);
  await cache.put(path, answer);
  if (path === PAGE) await box.setMeta("kept", Date.now());
}
async function keepShell() {
  for (const path of [OFFLINE, PAGE]) {
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
async function recording(event) {
  const fresh = fetch(event.request).then(function (answer) {
    if (answer.ok && !new URL(event.request.url).search) event.waitUntil(keep(PAGE, answer.clone()).catch(() => null));
    return answer.status < 500 ? answer : null;
  }).catch(() => null);
  const known = (await forgotten()) ? null : await caches.match(PAGE, ANY);
  if (!known) return (await fresh) || (await caches.match(OFFLINE, ANY)) || Response.error();
  return (await Promise.race([fresh, after(SLOW, null)])) || known;
}
// Too long without the office: the names on the page go. Not while something waits that one could not reach any more.
async function forgotten() {
  const at = await box.meta("kept").catch(() => null), config = await box.meta("box").catch(() => null);
  if (!at || Date.now() - at < KEPT || (config && await box.unsent(config.owner).catch(() => 1))) return false;
  await dropPage();
  if (config) await box.wipe(config.owner, false).catch(() => null);
  return true;
}
async function dropPage() {
  for (const name of await caches.keys()) if (name.startsWith("sanxin-")) await (await caches.open(name)).delete(PAGE, ANY);
}
async function elsewhere(request) {
  try { return await fetch(request); } catch (broken) { return (await caches.match(OFFLINE, ANY)) || Response.error(); }
}
// Signing out: what waits is sent first; what cannot be, the person looks at; then nothing of theirs stays here.
async function leave(request, discard) {
  const config = await box.meta("box").catch(() => null);
  if (config && !discard) {
    const how = await Promise.race([box.drain(config), after(LEAVING, "line")]);
    if (how !== "other" && how !== "signin" && await box.unsent(config.owner)) return Response.redirect(PAGE + "?leaving=1#outbox", 303);
    if (how === "other") return fetch(request);
  }
  let answer;
  try { answer = await fetch(request); } catch (broken) { return (await caches.match(OFFLINE, ANY)) || Response.error(); }
  if (config) await box.wipe(config.owner, discard).catch(() => null);
  await dropPage();
  return answer;
}
