// Brings the page up: one store, one top bar, one phone a person.

import { toast } from "./notices.js";
import { Phone } from "./phone.js";
import { Store } from "./store.js";
import { playStory } from "./story.js";
import { Topbar } from "./topbar.js";

const FIRST_PHONES = 6;
const TICK_MILLISECONDS = 1000;

const store = new Store();
const botName = document.body.dataset.botName;
const stage = document.getElementById("phones");
const phones = new Map();
const hidden = new Set();

function show(user) {
  hidden.delete(user.id);
  const phone = new Phone(user, store, botName, () => hide(user.id));
  phones.set(user.id, phone);
  stage.append(phone.element);
  return phone;
}

function hide(id) {
  phones.get(id)?.element.remove();
  phones.delete(id);
  hidden.add(id);
}

/** The phone of the person with a name, brought out if it was put away; without a name the first phone. */
function find(name) {
  const user = store.state.users.find((one) => !name || one.name === name);
  if (!user) toast(`ไม่มีเครื่องของ ${name}`, "bad");
  return user && (phones.get(user.id) ?? show(user));
}

function meetPeople() {
  for (const user of store.state.users) {
    if (phones.has(user.id)) phones.get(user.id).update();
    else if (!hidden.has(user.id)) {
      if (phones.size < FIRST_PHONES) show(user);
      else hidden.add(user.id);
    }
  }
}

const topbar = new Topbar(store, document.getElementById("topbar-tools"), {
  shown: (id) => phones.has(id),
  toggle: (id) =>
    phones.has(id) ? hide(id) : show(store.user(id)).element.scrollIntoView({ inline: "end" }),
});

store.addEventListener("snapshot", meetPeople);
store.addEventListener("entry", ({ detail }) => {
  for (const phone of phones.values()) phone.receive(detail);
});
store.addEventListener("lost", () => document.body.classList.add("disconnected"));
// It may be another simulation by now: begin anew with it.
store.addEventListener("back", () => location.reload());
setInterval(() => {
  if (!store.state) return;
  topbar.tick();
  for (const phone of phones.values()) phone.tick();
}, TICK_MILLISECONDS);

await store.refresh();
playStory(find);
document.body.dataset.ready = "true";
store.follow();
