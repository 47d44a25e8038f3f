import type { PageErrorCode } from '../http/page-error.ts';
import type { Language } from './language.ts';

/** Every word of the pages in one language. */
export interface Messages {
  readonly product: string;
  readonly switchTo: string;
  readonly signIn: {
    title: string;
    note: string;
    choose: string;
    nobody: string;
  };
  readonly signOut: {
    title: (name: string) => string;
    note: string;
    yes: string;
    no: string;
  };
  readonly signedOut: { title: string; note: string };
  readonly about: {
    title: string;
    note: string;
    people: string;
    signedInAs: (name: string) => string;
    deactivated: string;
  };
  readonly toPortal: string;
  readonly groups: (names: readonly string[]) => string;
  readonly title: (title: string) => string;
  readonly errorTitle: string;
  readonly errorCode: (code: string) => string;
  readonly errors: Readonly<Record<PageErrorCode, string>>;
}

const en: Messages = {
  product: 'Pilothouse user center',
  switchTo: '简体中文',
  signIn: {
    title: 'Who do you want to be?',
    note: 'This is the embedded user center, for trying Pilothouse out. Nobody here has a password. In a company, its own single sign-on stands in this place.',
    choose: 'Sign in as',
    nobody:
      'Nobody can sign in: everyone is deactivated. Activate a person over SCIM.',
  },
  signOut: {
    title: name => `Sign ${name} out?`,
    note: 'This ends the session here and in the portal.',
    yes: 'Sign out',
    no: 'Stay signed in',
  },
  signedOut: {
    title: 'You are signed out',
    note: 'The session here and in the portal has ended.',
  },
  about: {
    title: 'Embedded user center',
    note: 'It signs people in to this instance of Pilothouse. It is for trying out: nobody here has a password, and it answers on this machine only.',
    people: 'People',
    signedInAs: name => `You are signed in as ${name}.`,
    deactivated: 'deactivated',
  },
  toPortal: 'Open the portal',
  groups: names =>
    names.length === 0
      ? 'no team'
      : `${names.length === 1 ? 'team' : 'teams'} ${names.join(', ')}`,
  title: title => title,
  errorTitle: 'This did not work',
  errorCode: code => `Reason: ${code}`,
  errors: {
    personUnknown:
      'This person cannot sign in. Go back and choose another one.',
    signInExpired:
      'This sign-in has expired or was begun in another browser. Open the portal and sign in again.',
    crossSite:
      'The request came from another site and was refused. Open the portal and try again.',
    notFound: 'There is no page at this address.',
    refused:
      'The request to sign in or out was refused, because something in it does not fit this user center. Open the portal and try again.',
    wrongHost:
      'The user center answers only under its own address on this machine.',
    tooLarge: 'The request is too large.',
    internal: 'The user center failed. Its log file says why.',
  },
};

const titlesZh: Readonly<Record<string, string>> = {
  Developer: '开发者',
  'Team lead': '团队负责人',
  'Platform engineer': '平台工程师',
  'New colleague': '新同事',
};

const zh: Messages = {
  product: 'Pilothouse 用户中心',
  switchTo: 'English',
  signIn: {
    title: '您想以谁的身份登录？',
    note: '这是内置的用户中心，供试用 Pilothouse 之用，这里的人都没有密码。在企业中，此处是企业自己的单点登录。',
    choose: '登录身份',
    nobody: '所有人均已停用，无法登录。请通过 SCIM 启用一个人。',
  },
  signOut: {
    title: name => `要退出 ${name} 的登录吗？`,
    note: '此处和门户中的会话都将结束。',
    yes: '退出登录',
    no: '保持登录',
  },
  signedOut: { title: '您已退出登录', note: '此处和门户中的会话均已结束。' },
  about: {
    title: '内置用户中心',
    note: '它为这个 Pilothouse 实例提供登录，仅供试用：这里的人都没有密码，且只在本机应答。',
    people: '人员',
    signedInAs: name => `您已登录为 ${name}。`,
    deactivated: '已停用',
  },
  toPortal: '打开门户',
  groups: names =>
    names.length === 0 ? '无团队' : `团队：${names.join('、')}`,
  title: title => titlesZh[title] ?? title,
  errorTitle: '操作未成功',
  errorCode: code => `原因：${code}`,
  errors: {
    personUnknown: '此人无法登录。请返回并选择其他人。',
    signInExpired:
      '此次登录已过期，或是在另一个浏览器中开始的。请打开门户重新登录。',
    crossSite: '该请求来自其他站点，已被拒绝。请打开门户重试。',
    notFound: '此地址没有页面。',
    refused: '登录或退出的请求与本用户中心不符，已被拒绝。请打开门户重试。',
    wrongHost: '用户中心只在本机以自己的地址应答。',
    tooLarge: '请求过大。',
    internal: '用户中心出错，原因见其日志文件。',
  },
};

export const messages: Readonly<Record<Language, Messages>> = {
  en,
  'zh-CN': zh,
};
