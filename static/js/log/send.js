// Sending notes and drafts: what the server answers, in a word.

const cookie = (name) =>
  document.cookie
    .split("; ")
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
const isJson = (response) => response.headers.get("Content-Type")?.startsWith("application/json");
// Signing in again changes the token: the cookie has today's.
const token = () =>
  cookie("csrftoken") || cookie("__Secure-csrftoken") || document.querySelector("input[name=csrfmiddlewaretoken]")?.value || "";

const NOT_YOURS = 409; // with the reason "author": somebody else signed in in another tab
let another = null; // that answer; until the page is looked at again, nothing more is sent
export const isHeld = () => Boolean(another);
export const lookAgain = () => (another = null);

// Answers {is: "saved" | "kept" | "refused" | "another" | "signed-out" | "offline", ...}.
export const post = async (url, payload) => {
  if (another) return another;
  const body = new URLSearchParams();
  Object.entries(payload).forEach(([name, values]) => values.forEach((value) => body.append(name, value)));
  let response;
  try {
    response = await fetch(url, {
      method: "POST",
      body,
      redirect: "manual",
      headers: { Accept: "application/json", "X-CSRFToken": token() },
    });
  } catch {
    return { is: "offline" };
  }
  // A redirect leads to the sign-in page; 403 is a token of a session that is over.
  if (response.type === "opaqueredirect" || response.status === 403) return { is: "signed-out", status: response.status };
  if (response.status >= 500) return { is: "offline" };
  if (!response.ok) {
    const html = await response.text();
    if (response.status === NOT_YOURS && isJson(response)) {
      const { reason, says } = JSON.parse(html);
      if (reason === "author") return (another = { is: "another", says });
    }
    return { is: "refused", status: response.status, html };
  }
  const answer = await response.json();
  return { is: answer.saved ? "saved" : "kept", ...answer };
};
