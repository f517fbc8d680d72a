/** What weight files say of who wrote them, with the version of what stands in their metadata. */
export const WRITER = 'expand-or-narrow weights 1';
