import { z } from 'zod';

/** Reference to an entity of the catalog, `kind:namespace/name`, in lower case. */
export const entityRefSchema = z
  .string()
  .regex(
    /^[a-z]+:[a-z0-9-_.]+\/[a-z0-9-_.]+$/,
    'must be an entity reference, kind:namespace/name, in lower case',
  );
