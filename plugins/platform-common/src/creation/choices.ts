import { z } from 'zod';

const titled = { ref: z.string(), title: z.string() };

/** A team that somebody may create services for, and what there is for them. */
export const ownerChoiceSchema = z.object({
  ...titled,
  /** Systems of the catalog that the team owns. */
  applications: z.array(z.object(titled)),
  /** Environments for which the team has a namespace. */
  environments: z.array(z.string()),
});

/** A team that somebody may create services for. */
export type OwnerChoice = z.infer<typeof ownerChoiceSchema>;

/** What the form of a service offers to the person who asks. */
export const creationChoicesSchema = z.object({
  owners: z.array(ownerChoiceSchema),
  /** Clusters that were silent, so that environments may be missing. */
  silentClusters: z.array(z.string()),
});

/** What the form of a service offers to the person who asks. */
export type CreationChoices = z.infer<typeof creationChoicesSchema>;
