import { messageOf } from '../node-local/change-log.ts';

/**
 * Installs operators one after another. One that is refused leaves the others as they are.
 *
 * @returns a sentence for each that was refused
 */
export async function refusals<T extends { readonly name: string }>(
  operators: readonly T[],
  install: (operator: T) => Promise<void>,
): Promise<string[]> {
  const refused: string[] = [];
  for (const operator of operators) {
    try {
      await install(operator);
    } catch (error) {
      refused.push(
        `${operator.name} could not be installed: ${messageOf(error)}`,
      );
    }
  }
  return refused;
}
