import { z } from 'zod';
import { checkSchema } from './preview';

const longest = 50;

/**
 * What is wrong with the name of a service. It becomes the name of Kubernetes objects and
 * the first part of a host name, with an environment behind it.
 */
export function serviceNameFault(
  name: string,
): 'too-long' | 'no-host-name' | undefined {
  if (name.length > longest) return 'too-long';
  return /^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name) ? undefined : 'no-host-name';
}

/** Whether a name is free for a team's service. */
export const nameRequestSchema = z.object({
  name: z.string(),
  owner: z.string(),
});

/** What was found under a name. */
export const nameAnswerSchema = z.object({ checks: z.array(checkSchema) });
