// The window about the people of the simulation: whose phone is shown, new people, new groups.

import { api } from "./api.js";
import { avatar } from "./bubbles.js";
import { button, el, icon } from "./dom.js";
import { openDialog, openForm } from "./viewer.js";

/** `phones` is `{shown(id), toggle(id)}`: which phones stand on the page. */
export function openPeople(store, phones) {
  const { users, groups } = store.state;
  const choice = (iconName, label, testid, open) => {
    const leave = () => {
      dialog.close();
      open(store);
    };
    return button({ class: "plain-button", testid, onclick: leave }, icon(iconName), ` ${label}`);
  };
  const dialog = openDialog(
    "คนและกลุ่ม",
    "people-list",
    [
      users.map((user) => personLine(user, phones)),
      groups.map(groupLine),
      el(
        "div",
        { class: "button-row" },
        choice("person-plus", "เพิ่มคน", "add-user", addUser),
        choice("people", "สร้างกลุ่ม", "add-group", addGroup),
      ),
    ].flat(),
  );
}

function personLine({ id, name, follows, blocked }, phones) {
  const onchange = () => phones.toggle(id);
  const shown = el("input", { type: "checkbox", checked: phones.shown(id), testid: `show-${id}`, onchange });
  const state = blocked ? "บล็อกอยู่" : follows ? "" : "ยังไม่เป็นเพื่อน";
  return el(
    "label",
    { class: "person" },
    shown,
    avatar({ name }, "avatar-small"),
    name,
    el("small", {}, state),
  );
}

function groupLine({ name, members }) {
  return el("p", { class: "person" }, icon("people"), ` ${name} (${members.length} คน)`);
}

function addUser(store) {
  const input = el("input", { name: "name", required: true, maxLength: 20, testid: "user-name" });
  openForm("เพิ่มคน", "add-user-dialog", [el("label", {}, "ชื่อที่แสดงใน LINE", input)], async (form) => {
    await api.addUser(form.get("name"));
    await store.refresh();
  });
}

function addGroup(store) {
  const input = el("input", { name: "name", required: true, testid: "group-name" });
  const members = store.state.users.map(({ id, name }) => {
    const member = el("input", { type: "checkbox", name: "member", value: id, testid: `member-${id}` });
    return el("label", { class: "person" }, member, name);
  });
  const fields = [el("label", {}, "ชื่อกลุ่ม", input), el("fieldset", {}, el("legend", {}, "สมาชิก"), members)];
  openForm("สร้างกลุ่ม", "add-group-dialog", fields, async (form) => {
    await api.addGroup(form.get("name"), form.getAll("member"));
    await store.refresh();
  });
}
