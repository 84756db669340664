// Every call that the page makes to the simulator's control API.

const ROOT = "/simulator/api";

async function call(method, path, body) {
  const options = { method };
  if (body instanceof FormData) {
    options.body = body;
  } else if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers = { "Content-Type": "application/json" };
  }
  const response = await fetch(ROOT + path, options);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok)
    throw new Error(answer.message || answer.error || `${method} ${path}: ${response.status}`);
  return answer;
}

const user = (id, deed) => `/users/${encodeURIComponent(id)}/${deed}`;

export const api = {
  snapshot: () => call("GET", "/snapshot"),
  changes: (after, wait) => call("GET", `/changes?after=${after}&wait=${wait}`),

  addUser: (name) => call("POST", "/users", { name }),
  follow: (id) => call("POST", user(id, "follow"), {}),
  unfollow: (id) => call("POST", user(id, "unfollow"), {}),
  addGroup: (name, members) => call("POST", "/groups", { name, members }),

  text: (id, body) => call("POST", user(id, "text"), body),
  sticker: (id, body) => call("POST", user(id, "sticker"), body),
  location: (id, body) => call("POST", user(id, "location"), body),
  media: (id, kind, body) => call("POST", user(id, kind), body),
  unsend: (id, messageId) => call("POST", user(id, "unsend"), { message_id: messageId }),
  edit: (id, messageId, text) => call("POST", user(id, "edit"), { message_id: messageId, text }),
  tap: (id, body) => call("POST", user(id, "tap"), body),

  redeliver: () => call("POST", "/redeliver", {}),
  webhookFault: (fault) => call("POST", "/webhook-faults", fault),
  clock: (seconds) => call("POST", "/clock", { forward_seconds: seconds }),
  fault: (fault) => call("POST", "/faults", fault),
  clearFaults: () => Promise.all([call("DELETE", "/faults"), call("DELETE", "/webhook-faults")]),
  quota: (limit, used) => call("POST", "/quota", { limit, used }),
};
