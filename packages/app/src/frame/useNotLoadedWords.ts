import { useLanguage, type Language } from '@pilothouse/plugin-platform-react';

/**
 * What is said of parts of the program that could not be fetched. The words of a language
 * are such a part themselves, so that these are with the program in all languages.
 */
const words = {
  en: {
    page: 'This page could not be loaded',
    part: 'A part of the portal could not be loaded',
    why: 'The portal has been updated since you opened it, or does not answer.',
    byItself: 'Once the network is back, the page is loaded again by itself.',
    missing: 'Until it is loaded again, something may be missing here.',
    reload: 'Load it again',
    later: 'Later',
  },
  zh: {
    page: '页面加载失败',
    part: '门户的一部分加载失败',
    why: '打开页面之后门户可能已经更新，或者门户没有响应。',
    byItself: '网络恢复后页面会自动重新加载。',
    missing: '重新加载之前，页面可能缺少部分内容。',
    reload: '重新加载',
    later: '稍后',
  },
} satisfies Record<Language, Record<string, string>>;

/** The words of the language that the page is in. */
export function useNotLoadedWords(): (typeof words)[Language] {
  return useLanguage() === 'zh' ? words.zh : words.en;
}
