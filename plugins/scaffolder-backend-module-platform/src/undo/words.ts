import { wordsOf, type Thing } from '../things/thing';
import type { UndoReport } from './undo';

/** One sentence in the words of both languages, as what is stored is read by anybody. */
export function both({ en, zh }: { en: string; zh: string }): string {
  return `${en} · ${zh}`;
}

/** That a thing was removed. */
export function removedWords(thing: Thing): string {
  return both({
    en: `Removed ${wordsOf(thing)}`,
    zh: `已删除：${chineseOf(thing)}`,
  });
}

/** That a thing could not be removed; what a system said of it is told as it said it. */
export function leftWords({
  because,
  stays,
  thing,
}: UndoReport['left'][number]): string {
  const sentence = both(
    stays
      ? {
          en: `Did not remove ${wordsOf(thing)}`,
          zh: `未删除：${chineseOf(thing)}`,
        }
      : {
          en: `Could not remove ${wordsOf(thing)}; it is tried again`,
          zh: `未能删除：${chineseOf(thing)}，稍后会重试`,
        },
  );
  return `${sentence}: ${because}`;
}

/** A thing in Chinese words, to be put into a sentence. */
export function chineseOf(thing: Thing): string {
  switch (thing.kind) {
    case 'repository':
      return `代码仓库 ${thing.owner}/${thing.name}（${thing.host}）`;
    case 'registration':
      return `软件目录中的实体 ${thing.entityRef}`;
    case 'images':
      return `镜像仓库中的镜像 ${thing.repository}`;
    case 'release':
      return `集群 ${thing.cluster} 的命名空间 ${thing.namespace} 中以 ${thing.name} 部署的内容`;
    case 'rights':
      return `将 ${thing.name} 部署到集群 ${thing.cluster} 的命名空间 ${thing.namespace} 的权限`;
    case 'middleware':
      return `集群 ${thing.cluster} 的命名空间 ${thing.namespace} 中的 ${thing.item} ${thing.name}`;
    case 'credentials':
      return `集群 ${thing.cluster} 的命名空间 ${thing.namespace} 中的凭据 ${thing.name}`;
    case 'binding':
      return `集群 ${thing.cluster} 的命名空间 ${thing.namespace} 中 ${thing.workload} ${thing.name} 对 Secret ${thing.secret} 的使用`;
    case 'folder':
      return `CI 服务器上的文件夹 ${thing.fullName}`;
    case 'project':
      return `镜像仓库中的项目 ${thing.name}`;
    case 'robot':
      return `镜像仓库项目 ${thing.project} 的机器人账户 ${thing.name}`;
    case 'reader':
      return `${thing.owner} 的流水线在 ${thing.host} 读取代码仓库所用的账户`;
    case 'namespace':
      return `集群 ${thing.cluster} 的命名空间 ${thing.name}`;
    case 'job':
      return `CI 服务器上的任务 ${thing.fullName}`;
    default:
      return `代码仓库 ${thing.repository.owner}/${thing.repository.name}（${thing.repository.host}）的 Webhook`;
  }
}
