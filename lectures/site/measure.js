// Put into a copy of each page by browser_check.sh: says what is too wide on a
// phone, or what does not fit on a slide, to the page that holds this frame.
addEventListener("load", () => {
  const found = [];
  const name = (element) =>
    element.tagName.toLowerCase() +
    (element.className ? "." + element.className.split(" ").join(".") : "");
  const scrolls = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement) {
      const overflow = getComputedStyle(at).overflowX;
      if (overflow === "auto" || overflow === "scroll") return true;
    }
    return false;
  };
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) {
    const wide = [...document.body.querySelectorAll("*")].find(
      (each) => each.getBoundingClientRect().right > width + 1 &&
        !scrolls(each));
    found.push(`${document.documentElement.scrollWidth} pixels wide in ` +
      `${width}: ${wide ? name(wide) : "?"}`);
  }
  const slides = width < 1000 ? [] : document.querySelectorAll(".slide");
  for (const slide of slides) {
    const face = slide.querySelector(".face");
    const limit = face.getBoundingClientRect();
    const foot = face.querySelector(".number").getBoundingClientRect().top;
    const head = face.querySelector("h2")?.getBoundingClientRect().bottom ?? 0;
    for (const each of face.querySelectorAll(".body *, h1, h2")) {
      const box = each.getBoundingClientRect();
      const inside = each.closest(".body");
      if (box.width === 0 || getComputedStyle(each).position === "absolute") {
        continue;
      }
      if (box.bottom > foot + 1 || box.right > limit.right ||
          (inside && box.top < head - 1 &&
           !slide.classList.contains("section")) ||
          (each.tagName === "PRE" && (each.scrollWidth > each.clientWidth + 1 ||
           each.scrollHeight > each.clientHeight + 1))) {
        found.push(`slide ${slide.id} overflows: ${name(each)}`);
        break;
      }
    }
  }
  parent.postMessage({ page: PAGE, found }, "*");
});
