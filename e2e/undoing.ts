/** What is to be undone at the end, the last first. */
export class Undoing {
  readonly #steps: (() => Promise<unknown>)[] = [];

  add(step: () => Promise<unknown>): void {
    this.#steps.push(step);
  }

  /**
   * Undoes all of it; what fails keeps nothing else from being undone.
   *
   * @throws AggregateError of what has failed, when all is done
   */
  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (const step of this.#steps.splice(0).reverse()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) {
      const reasons = failures.map(String).join('; ');
      throw new AggregateError(failures, `Could not be undone: ${reasons}`);
    }
  }
}
