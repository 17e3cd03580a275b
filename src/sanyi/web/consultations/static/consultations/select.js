// Words selected in the draft are put into the form, with the clause and where they stand in it.
// The server looks for them again; without a mouse the clause is chosen and the words are typed.
document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("opinion-form");
  if (!form) return;
  const take = () => {
    const selection = window.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const start = range.startContainer.parentElement?.closest("[data-passage]");
    const end = range.endContainer.parentElement?.closest("[data-passage]");
    if (!start || start !== end) return;
    const before = document.createRange();
    before.selectNodeContents(start);
    before.setEnd(range.startContainer, range.startOffset);
    form.elements.passage.value = start.dataset.passage;
    form.elements.quote.value = range.toString();
    form.elements.near.value = before.toString().length;
  };
  document.addEventListener("mouseup", take);
  document.addEventListener("keyup", (event) => { if (event.shiftKey) take(); });
});
