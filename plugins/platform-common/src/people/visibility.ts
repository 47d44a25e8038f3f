/** Label by which the owner of an entity of the catalog shows it to all teams. */
export const visibilityLabel = {
  name: 'pilothouse.dev/visibility',
  everyone: 'everyone',
} as const;
