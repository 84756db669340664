// The story beside the phones: a click on a step sends its words from the phone it names.

/** Makes the buttons of the story work on the phones that `find(name)` gives. */
export function playStory(find) {
  const story = document.querySelector(".story");
  // On a narrow window the story would push the phones out of sight.
  if (story) story.open = matchMedia("(width >= 820px)").matches;
  for (const button of document.querySelectorAll(".story-say")) {
    button.addEventListener("click", async () => {
      const phone = find(button.dataset.phone);
      if (!phone) return;
      phone.element.scrollIntoView({ inline: "center", block: "nearest", behavior: "smooth" });
      if (await phone.say(button.dataset.say)) button.closest(".story-step").classList.add("story-done");
    });
  }
}
