import { servicePartSchema } from '@pilothouse/plugin-platform-common';
import type { z as zod } from 'zod/v3';

type Zod = typeof zod;

/** Inputs that several actions have. */
export const fields = {
  name: (z: Zod) =>
    z
      .string()
      .describe('Name of the service, as it is in the catalog and in clusters'),
  owner: (z: Zod) =>
    z
      .string()
      .describe('The team, as the reference of its group: group:default/shop'),
  environments: (z: Zod) =>
    z
      .array(z.string())
      .min(1)
      .describe(
        'Values of the label pilothouse.dev/environment of the namespaces in which it is to run',
      ),
  cluster: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        'The cluster, where the team has namespaces for one environment in several',
      ),
  environment: (z: Zod) =>
    z
      .string()
      .describe(
        'Value of the label pilothouse.dev/environment of the namespace in which it is to be',
      ),
  item: (z: Zod) =>
    z.string().describe('Item of the marketplace, for example postgresql'),
  instance: (z: Zod) => z.string().describe('Name of the instance'),
  repoUrl: (z: Zod) =>
    z
      .string()
      .describe(
        'The repository, as publish actions name it: git.example.com?owner=shop&repo=checkout',
      ),
  entityRef: (z: Zod) =>
    z
      .string()
      .describe('The service in the catalog: component:default/checkout'),
  kind: (z: Zod) =>
    z
      .enum(['service', 'application'])
      .optional()
      .describe(
        'What it has to be; anything else is refused. Without it, either is taken',
      ),
  parts: (z: Zod) =>
    z
      .array(z.string())
      .min(1)
      .describe(
        `Which parts of the service: ${servicePartSchema.options.join(', ')}`,
      ),
  unheard: (z: Zod) =>
    z
      .boolean()
      .optional()
      .describe(
        'Whether to delete it although a cluster is silent in which nothing of it was when it was heard last; no',
      ),
  timeoutMinutes: (z: Zod) =>
    z.number().positive().optional().describe('How long to wait at the most'),
};

/** What is to be made: inputs of the actions that look whether it can be. */
export const intended = {
  name: fields.name,
  owner: fields.owner,
  environments: fields.environments,
  repoUrl: fields.repoUrl,
  cluster: fields.cluster,
};

/** What asks for credentials of an instance of middleware, in a cluster. */
export const credentialsOf = (z: Zod) =>
  z.object({
    cluster: z.string(),
    namespace: z.string(),
    name: z.string(),
    resource: z.object({
      group: z.string(),
      version: z.string(),
      plural: z.string(),
    }),
  });
