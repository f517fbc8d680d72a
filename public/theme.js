// Before the first paint, so that a theme of the link or a chosen one does not flash; a file, so that a strict content security
// policy allows it. `src/ui/theme.ts` writes this key.
try {
  const wishes = [new URLSearchParams(location.search).get('theme'), localStorage.getItem('theme')];
  const theme = wishes.find((wish) => wish === 'dark' || wish === 'light');
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // The system's theme it is.
}
