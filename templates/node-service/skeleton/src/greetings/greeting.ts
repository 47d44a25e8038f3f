/** Languages that people are greeted in. */
export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The greeting for somebody. What the service is about has no HTTP in it. */
export function greetingFor(name: string, language: Language): string {
  const who = name.trim();
  return language === 'zh' ? `你好，${who}！` : `Hello, ${who}!`;
}
