/**
 * Answers requests of several lanes together: once every lane that has not left waits for an answer, all are computed in one go.
 * Lanes are then written as if each were alone.
 */
export interface Gathered<Given, Answer> {
  ask(lane: number, given: Given): Promise<Answer>;
  /** The lane asks no more; the others no longer wait for it. */
  leave(lane: number): void;
}

/** `answer` gets lanes in ascending order with what each asked, and answers in that order. */
export function gathered<Given, Answer>(lanes: number, answer: (asking: readonly number[], given: readonly Given[]) => Promise<readonly Answer[]>): Gathered<Given, Answer> {
  const present = new Set(Array.from({ length: lanes }, (_, lane) => lane));
  let waiting = new Map<number, { given: Given; resolve: (answer: Answer) => void; reject: (reason: unknown) => void }>();

  function answerIfAll(): void {
    if (present.size === 0 || waiting.size < present.size) return;
    const asked = [...waiting].sort(([a], [b]) => a - b);
    waiting = new Map();
    answer(asked.map(([lane]) => lane), asked.map(([, { given }]) => given)).then(
      (answers) => asked.forEach(([, { resolve }], index) => resolve(answers[index]!)),
      (reason: unknown) => asked.forEach(([, { reject }]) => reject(reason)),
    );
  }

  return {
    ask: (lane, given) =>
      new Promise((resolve, reject) => {
        waiting.set(lane, { given, resolve, reject });
        answerIfAll();
      }),
    leave(lane) {
      present.delete(lane);
      answerIfAll();
    },
  };
}
