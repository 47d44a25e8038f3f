import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const missing = {
  en: ' Its server is fetched with Apache Maven on Java 17, which this machine lacks: install both (on Debian, the package maven) before you order.',
  zh: '数据库程序由 Apache Maven（需要 Java 17）获取，而本机没有：请先安装两者（Debian 上安装 maven 软件包），再下单。',
};

/** What the portal of this platform has to say of MySQL. */
export function mysqlItems(path = process.env.PATH ?? '') {
  const lacks = ['mvn', 'java'].some(program => !isOnPath(program, path));
  return {
    'percona-mysql': {
      note: {
        en: `On this platform a stand-in for Percona's operator runs MariaDB 11.4 in place of Percona Server. The database is a real one: what is written is kept, backed up and restored. It runs one server of each, without a proxy, so the plan with three is not offered; backups go to a folder of this platform, whatever place they are given.${
          lacks ? missing.en : ''
        }`,
        zh: `在本平台上，Percona Operator 由替代程序实现，运行的是 MariaDB 11.4，而不是 Percona Server。数据库是真实的：写入的数据会被保存、备份和恢复。每个数据库只有一个服务器，没有代理，因此不提供三个服务器的规格；无论填写什么存放位置，备份都存放在本平台的目录中。${
          lacks ? missing.zh : ''
        }`,
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

function isOnPath(program: string, path: string): boolean {
  return path.split(delimiter).some(folder => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
