/** The words by which the tests know a page, in one language. */
export interface Words {
  readonly language: 'en' | 'zh';
  /** Of the page, as `<html lang>` says it. */
  readonly documentLanguage: RegExp;
  readonly signOn: {
    readonly title: string;
    readonly groups: (names: readonly string[]) => string;
    readonly otherLanguage: string;
    readonly otherTitle: string;
  };
  readonly greeting: (name: string) => RegExp;
  readonly myTeams: string;
  readonly mine: string;
  readonly signOut: string;
  readonly signedOut: string;
  readonly signIn: string;
  readonly otherLanguage: string;
  readonly otherMine: string;
  readonly noTeam: {
    readonly title: (name: string) => string;
    readonly ask: string;
    readonly language: string;
  };
  readonly platform: {
    readonly up: RegExp;
    readonly ready: string;
    readonly columns: readonly string[];
    readonly userCenter: string;
  };
  readonly services: {
    readonly title: string;
    readonly count: RegExp;
    readonly healthy: string;
    readonly needsYou: string;
    readonly servicesOf: (application: string) => string;
    readonly card: string;
  };
  readonly notFound: { readonly title: string };
  readonly restarts: string;
  readonly settings: { readonly dark: string };
}

const en: Words = {
  language: 'en',
  documentLanguage: /^en/,
  signOn: {
    title: 'Who do you want to be?',
    groups: names =>
      names.length === 0
        ? 'no team'
        : `${names.length === 1 ? 'team' : 'teams'} ${names.join(', ')}`,
    otherLanguage: '简体中文',
    otherTitle: '您想以谁的身份登录？',
  },
  greeting: name =>
    new RegExp(`^(Good (morning|afternoon|evening)|Hello), ${name}$`),
  myTeams: 'My teams',
  mine: 'Mine',
  signOut: 'Sign out',
  signedOut: 'You are signed out',
  signIn: 'Sign in with single sign-on',
  otherLanguage: '中文',
  otherMine: '我负责的',
  noTeam: {
    title: name => `Welcome, ${name}. You are in no team yet`,
    ask: 'Ask Sofia Rossi, platform engineering to add you to one:',
    language: '中文',
  },
  platform: {
    up: /^Everything is up: all \d+ parts$/,
    ready: 'Up',
    columns: ['Part', 'Status', 'Version', 'Address', 'Restarts'],
    userCenter: 'User center',
  },
  services: {
    title: 'Services',
    count: /^\d+ services?$/,
    healthy: 'Healthy',
    needsYou: 'Needs you',
    servicesOf: application => `Services of ${application}`,
    card: 'What runs',
  },
  notFound: { title: 'There is no page at this address' },
  restarts: 'total restarts',
  settings: { dark: 'Dark' },
};

const zh: Words = {
  language: 'zh',
  documentLanguage: /^zh/,
  signOn: {
    title: '您想以谁的身份登录？',
    groups: names =>
      names.length === 0 ? '无团队' : `团队：${names.join('、')}`,
    otherLanguage: 'English',
    otherTitle: 'Who do you want to be?',
  },
  greeting: name => new RegExp(`^(早上好|下午好|晚上好|您好)，${name}$`),
  myTeams: '我的团队',
  mine: '我负责的',
  signOut: '退出登录',
  signedOut: '您已退出登录',
  signIn: '单点登录',
  otherLanguage: 'English',
  otherMine: 'Mine',
  noTeam: {
    title: name => `欢迎，${name}。您还没有加入任何团队`,
    ask: '请联系 Sofia Rossi, platform engineering，把您加入团队：',
    language: 'English',
  },
  platform: {
    up: /^一切正常：共 \d+ 个组件$/,
    ready: '正常',
    columns: ['组件', '状态', '版本', '地址', '重启次数'],
    userCenter: '用户中心',
  },
  services: {
    title: '服务',
    count: /^\d+ 个服务$/,
    healthy: '健康',
    needsYou: '需要您处理',
    servicesOf: application => `${application} 的服务`,
    card: '运行情况',
  },
  notFound: { title: '此地址没有页面' },
  restarts: '重启次数',
  settings: { dark: '深色' },
};

/** By language. */
export const words = { en, zh } as const;
