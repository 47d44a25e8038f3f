import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What is told where a server is fetched by Maven and this machine has none. */
export const mavenMissing = {
  en: ' Its server is fetched with Apache Maven on Java 17, which this machine lacks: install both (on Debian, the package maven) before you order.',
  zh: '服务器程序由 Apache Maven（需要 Java 17）获取，而本机没有：请先安装两者（Debian 上安装 maven 软件包），再下单。',
};

/** Whether Maven and Java are among the programs of a path. */
export function isMavenOn(path: string): boolean {
  return ['mvn', 'java'].every(program =>
    path.split(delimiter).some(folder => {
      try {
        accessSync(join(folder, program), constants.X_OK);
        return true;
      } catch {
        return false;
      }
    }),
  );
}
