// Sending notes and drafts: what the server answers, in four words.

const cookie = (name) =>
  document.cookie
    .split("; ")
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
// Signing in again changes the token: the cookie has today's.
const token = () =>
  cookie("csrftoken") || cookie("__Secure-csrftoken") || document.querySelector("input[name=csrfmiddlewaretoken]")?.value || "";

// Answers {is: "saved" | "kept" | "refused" | "signed-out" | "offline", ...}.
export const post = async (url, payload) => {
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
  if (!response.ok) return { is: "refused", status: response.status, html: await response.text() };
  const answer = await response.json();
  return { is: answer.saved ? "saved" : "kept", ...answer };
};
