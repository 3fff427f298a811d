export async function goTo(target: [number, number] | [number, number, number, number], zoom?: number): Promise<void> {
  void target;
  void zoom;
}
