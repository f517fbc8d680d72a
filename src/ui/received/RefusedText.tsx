/** What the browser did not copy, to be copied by hand. */
export function RefusedText({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <label className="refused-text small">
      The browser did not allow copying. Copy it from here:
      <textarea readOnly rows={4} value={text} onFocus={({ currentTarget }) => currentTarget.select()} />
    </label>
  );
}
