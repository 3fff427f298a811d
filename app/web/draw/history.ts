/** Steps back and forward through a value that is never changed in place. */

const MOST = 100;

export class History<T> {
  #past: T[] = [];
  #future: T[] = [];
  #key = "";

  /** Remember what was before a change; changes that follow each other with the same key are one step. */
  step(before: T, key = ""): void {
    if (!key || key !== this.#key) this.#past = [...this.#past, before].slice(-MOST);
    this.#future = [];
    this.#key = key;
  }

  undo(present: T): T | undefined {
    const before = this.#past.pop();
    if (before !== undefined) this.#future.push(present);
    this.#key = "";
    return before;
  }

  redo(present: T): T | undefined {
    const after = this.#future.pop();
    if (after !== undefined) this.#past.push(present);
    this.#key = "";
    return after;
  }

  forget(): void {
    this.#past = [];
    this.#future = [];
    this.#key = "";
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }
}
