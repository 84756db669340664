// What the page knows of the simulator, kept fresh by long polling.

import { api } from "./api.js";

const WAIT_SECONDS = 25;
const RETRY_MILLISECONDS = 1500;
const BURST_MILLISECONDS = 150;

const pause = (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds));

/**
 * Tells of `snapshot` (people, menus, clock, counters may have changed), `entry` (one new or changed
 * message, in `detail`), and of `lost` and `back` when the simulator stops and answers again.
 */
export class Store extends EventTarget {
  constructor() {
    super();
    this.state = null;
    this.seq = 0;
    this.clockAhead = 0;
  }

  /** The simulated time now, in milliseconds since the epoch. */
  now() {
    return Date.now() + this.clockAhead;
  }

  user(id) {
    return this.state.users.find((user) => user.id === id);
  }

  group(id) {
    return this.state.groups.find((group) => group.id === id);
  }

  entries(chat) {
    return this.state.chats[chat] ?? [];
  }

  async refresh() {
    const state = await api.snapshot();
    // A poll that ended meanwhile may know more than this snapshot does.
    if (state.seq < this.seq) {
      this.#refreshSoon();
      return;
    }
    this.state = state;
    this.seq = state.seq;
    this.clockAhead = new Date(state.clock.now).getTime() - Date.now();
    this.#tell("snapshot");
  }

  /** Polls for changes until the simulator is gone; tells of `lost`, and of `back` once it answers again. */
  async follow() {
    try {
      for (;;) await this.#next();
    } catch {
      this.#tell("lost");
      while (!(await api.snapshot().catch(() => null))) await pause(RETRY_MILLISECONDS);
      this.#tell("back");
    }
  }

  async #next() {
    const changes = await api.changes(this.seq, WAIT_SECONDS);
    for (const entry of changes.entries) this.#keep(entry);
    this.seq = Math.max(this.seq, changes.seq);
    // What is pushed uses up quota, and only the snapshot tells how much is left.
    const pushed = changes.entries.some(({ from, via }) => from === "bot" && via !== "reply");
    if (changes.snapshot_changed || pushed) this.#refreshSoon();
  }

  /** Changes come in bursts, and a snapshot is large: one for each burst. */
  #refreshSoon() {
    this.refreshing ??= setTimeout(() => {
      this.refreshing = null;
      // Where this fails the poll fails too, and says so.
      this.refresh().catch(() => {});
    }, BURST_MILLISECONDS);
  }

  #keep(entry) {
    const chat = (this.state.chats[entry.chat] ??= []);
    const known = chat.findIndex((other) => other.message_id === entry.message_id);
    if (known >= 0) chat[known] = entry;
    else chat.push(entry);
    this.#tell("entry", entry);
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
