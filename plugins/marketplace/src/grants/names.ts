import { instanceNameSchema } from '@pilothouse/plugin-platform-common';

const maxLength = 40;
const maxTries = 100;

/** A name for new credentials of an instance that none of its others has. */
export function grantName(instance: string, taken: readonly string[]): string {
  for (let i = 1; i < maxTries; i++) {
    const end = i === 1 ? '-access' : `-access-${i}`;
    const name = `${instance.slice(0, maxLength - end.length)}${end}`;
    const isFree = !taken.includes(name);
    if (isFree && instanceNameSchema.safeParse(name).success) return name;
  }
  return '';
}
