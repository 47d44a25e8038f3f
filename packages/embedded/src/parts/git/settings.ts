import { join } from 'node:path';
import type { Platform } from '../../platform/platform.ts';
import type { GoTool } from '../../platform/go-tools.ts';

/** As the tool module's `go.mod` pins it. */
export const GITEA_VERSION = '1.26.0';

export const giteaTool: GoTool = {
  module: 'gitea',
  package: 'code.gitea.io/gitea',
  binary: 'gitea',
  tags: ['sqlite', 'sqlite_unlock_notify'],
  variables: { 'main.Version': GITEA_VERSION },
};

/** The administrator, whom the platform's own parts act as. */
export const GIT_ADMINISTRATOR = 'pilothouse';

/**
 * Programs that have accounts of their own: the portal writes, and makes an account that reads
 * for each team by `accounts`; `ci` reads for pipelines that have none of those yet.
 */
export const GIT_ACCOUNTS = ['portal', 'ci', 'accounts'] as const;

export type GitAccount = (typeof GIT_ACCOUNTS)[number];

/** Where people and programs find the git server. */
export function gitUrl({ addresses }: Pick<Platform, 'addresses'>): string {
  return `http://localhost:${addresses.git}`;
}

/** Files of the git server; all of them only for their owner. */
export function gitFiles({ stateDir }: Pick<Platform, 'stateDir'>) {
  const dir = join(stateDir, 'git');
  return {
    dir,
    config: join(dir, 'app.ini'),
    data: join(dir, 'data'),
    /** What the sign-in by the user center was set up with, as a digest. */
    signInMark: join(dir, 'sign-in-mark'),
    /** The administrator's API token, with every right. */
    token: join(dir, 'admin-token'),
    secretKey: join(dir, 'secret-key'),
    jwtSecret: join(dir, 'jwt-secret'),
    internalToken: join(dir, 'internal-token'),
    password: (account: GitAccount) => join(dir, `${account}-password`),
  };
}

/** An INI file of Gitea: settings outside of a section stand under the empty name. */
export type Ini = Readonly<
  Record<string, Readonly<Record<string, string | number | boolean>>>
>;

export function iniText(ini: Ini): string {
  return Object.entries(ini)
    .map(([section, values]) => {
      const lines = Object.entries(values).map(
        ([key, value]) => `${key} = ${value}`,
      );
      return [...(section ? [`[${section}]`] : []), ...lines, ''].join('\n');
    })
    .join('\n');
}

/**
 * How Gitea is configured here: loopback only, nobody registers, nothing goes out. It
 * holds no secret, only where they lie.
 *
 * @param staticRoot - folder with Gitea's templates and translations
 */
export function giteaConfig(platform: Platform, staticRoot: string): Ini {
  const files = gitFiles(platform);
  const { host, git } = platform.addresses;
  return {
    '': {
      APP_NAME: 'Pilothouse Git',
      RUN_MODE: 'prod',
      WORK_PATH: files.dir,
      // The whole platform isolates nothing, whoever starts it.
      I_AM_BEING_UNSAFE_RUNNING_AS_ROOT: process.getuid?.() === 0,
    },
    server: {
      PROTOCOL: 'http',
      HTTP_ADDR: host,
      HTTP_PORT: git,
      DOMAIN: 'localhost',
      ROOT_URL: `${gitUrl(platform)}/`,
      STATIC_ROOT_PATH: staticRoot,
      APP_DATA_PATH: files.data,
      DISABLE_SSH: true,
      OFFLINE_MODE: true,
      LFS_START_SERVER: false,
    },
    database: {
      DB_TYPE: 'sqlite3',
      PATH: join(files.data, 'gitea.db'),
      SQLITE_JOURNAL_MODE: 'WAL',
    },
    repository: {
      ROOT: join(files.data, 'repositories'),
      DEFAULT_BRANCH: 'main',
      DEFAULT_PRIVATE: 'last',
      ENABLE_PUSH_CREATE_ORG: false,
    },
    security: {
      INSTALL_LOCK: true,
      SECRET_KEY_URI: `file:${files.secretKey}`,
      INTERNAL_TOKEN_URI: `file:${files.internalToken}`,
      PASSWORD_HASH_ALGO: 'pbkdf2',
    },
    service: {
      DISABLE_REGISTRATION: true,
      ENABLE_PASSWORD_SIGNIN_FORM: false,
      DEFAULT_ALLOW_CREATE_ORGANIZATION: false,
      REQUIRE_SIGNIN_VIEW: false,
      ENABLE_NOTIFY_MAIL: false,
    },
    openid: { ENABLE_OPENID_SIGNIN: false, ENABLE_OPENID_SIGNUP: false },
    oauth2: { JWT_SECRET_URI: `file:${files.jwtSecret}` },
    oauth2_client: {
      ENABLE_AUTO_REGISTRATION: true,
      USERNAME: 'preferred_username',
      ACCOUNT_LINKING: 'disabled',
      UPDATE_AVATAR: false,
    },
    // A queue on the disk is looked at every two seconds, one in memory at once. Deliveries
    // stand in the database, too, and are sent after a start.
    'queue.push_update': { TYPE: 'channel' },
    'queue.webhook_sender': { TYPE: 'channel' },
    webhook: { ALLOWED_HOST_LIST: 'loopback', DELIVER_TIMEOUT: 5 },
    migrations: { ALLOW_LOCALNETWORKS: false },
    actions: { ENABLED: false },
    packages: { ENABLED: false },
    mailer: { ENABLED: false },
    indexer: { ISSUE_INDEXER_TYPE: 'db' },
    'cron.update_checker': { ENABLED: false },
    log: { MODE: 'console', LEVEL: 'Warn' },
  };
}
