/** What is said of what was made by hand. */
export const adoptionMessages = {
  adoption: {
    row: 'made by hand',
    note: 'Made by hand with Helm, so it can only be looked at here. Take it over to change, roll back or delete it here; taking it over changes nothing of it.',
    verb: 'Take over {{name}}',
  },
} as const;
