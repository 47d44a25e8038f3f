/** The languages of Pilothouse, by code; the first is what others fall back to. */
export const languages = ['en', 'zh'] as const;

/** One of {@link languages}. */
export type Language = (typeof languages)[number];
