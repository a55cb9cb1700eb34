/**
 * The script of all pages: the button beside a feed's address copies it. Pages are complete without it; the button
 * stands hidden in the page, so that nobody meets one that does nothing. Where the clipboard is out of reach (no secure
 * context) the address is selected instead.
 */
export const pageScript = `for (const button of document.querySelectorAll('button[data-copies]')) {
  const field = document.getElementById(button.dataset.copies);
  const status = document.getElementById(button.dataset.tells);
  field.addEventListener('focus', () => field.select());
  button.hidden = false;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = button.dataset.done;
    } catch {
      field.focus();
      field.select();
      status.textContent = button.dataset.failed;
    }
    setTimeout(() => { status.textContent = ''; }, 4000);
  });
}
`;
