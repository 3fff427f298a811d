/** Something that happens, and those who want to know of it. */
export interface Signal<T> {
  emit(value: T): void;
  on(listener: (value: T) => void): void;
}

export function signal<T = void>(): Signal<T> {
  const listeners: ((value: T) => void)[] = [];
  return {
    emit: (value) => {
      for (const listener of listeners) listener(value);
    },
    on: (listener) => {
      listeners.push(listener);
    },
  };
}
