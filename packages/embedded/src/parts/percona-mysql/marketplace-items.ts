import {
  isMavenOn,
  mavenMissing,
} from '../../middleware/image/maven-on-path.ts';

/** What the portal of this platform has to say of MySQL. */
export function mysqlItems(path = process.env.PATH ?? '') {
  const missing = isMavenOn(path) ? { en: '', zh: '' } : mavenMissing;
  return {
    'percona-mysql': {
      note: {
        en: `On this platform a stand-in for Percona's operator runs MariaDB 11.4 in place of Percona Server. The database is a real one: what is written is kept, backed up and restored. It runs one server of each, without a proxy, so the plan with three is not offered; backups go to a folder of this platform, whatever place they are given.${missing.en}`,
        zh: `在本平台上，Percona Operator 由替代程序实现，运行的是 MariaDB 11.4，而不是 Percona Server。数据库是真实的：写入的数据会被保存、备份和恢复。每个数据库只有一个服务器，没有代理，因此不提供三个服务器的规格；无论填写什么存放位置，备份都存放在本平台的目录中。${missing.zh}`,
      },
      plans: ['small'],
      values: {
        mysql: { image: 'mariadb:11.4' },
        backup: {
          storages: {
            backups: {
              type: 's3',
              s3: { bucket: 'backups', credentialsSecret: 'none-is-needed' },
            },
          },
        },
      },
    },
  };
}
