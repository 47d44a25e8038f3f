/** Whether two lists hold the very same objects in the same order. */
export function areTheSame(
  some: readonly object[],
  others: readonly object[],
): boolean {
  return (
    some.length === others.length &&
    some.every((one, index) => one === others[index])
  );
}
