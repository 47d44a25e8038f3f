import type { Status, Words } from '@pilothouse/plugin-platform-common';

interface Meaning {
  readonly status: Status;
  readonly words: Words;
}

const going = (en: string, zh: string): Meaning => ({
  status: 'progressing',
  words: { en, zh },
});
const bad = (en: string, zh: string): Meaning => ({
  status: 'failed',
  words: { en, zh },
});
const poor = (en: string, zh: string): Meaning => ({
  status: 'degraded',
  words: { en, zh },
});

/**
 * What the reasons of the controller mean, upstream's among them. What is tried again by
 * itself is degraded, what waits for somebody has failed.
 */
export const reasons: Readonly<Record<string, Meaning>> = {
  Provisioning: going('The broker provides it', 'Broker 正在开通'),
  ProvisionRequestInFlight: going(
    'The broker is asked for it',
    '正在向 Broker 申请',
  ),
  UpdatingInstance: going('The broker changes it', 'Broker 正在变更'),
  UpdateInstanceRequestInFlight: going(
    'The broker is asked to change it',
    '正在请求 Broker 变更',
  ),
  Deprovisioning: going('The broker takes it away', 'Broker 正在回收'),
  DeprovisionRequestInFlight: going(
    'The broker is asked to take it away',
    '正在请求 Broker 回收',
  ),
  StartingInstanceOrphanMitigation: going(
    'Provisioning went wrong; what may be half made is removed first',
    '开通出错，正在先清除可能残留的部分',
  ),
  OrphanMitigationSuccessful: going(
    'What was half made is removed; it is tried again',
    '残留部分已清除，正在重试',
  ),
  OrphanMitigationFailed: poor(
    'What may be half made could not be removed yet; it is tried again',
    '可能残留的部分尚未清除，正在重试',
  ),
  ErrorCallingProvision: poor(
    'The broker does not answer; it is tried again',
    'Broker 没有响应，正在重试',
  ),
  ProvisionCallFailed: poor('The broker did not provide it', 'Broker 未能开通'),
  ErrorCallingUpdateInstance: poor(
    'The broker does not answer to the change; it is tried again',
    'Broker 没有响应变更，正在重试',
  ),
  UpdateInstanceCallFailed: bad(
    'The broker did not make the change',
    'Broker 未能变更',
  ),
  DeprovisionCallFailed: poor(
    'The broker could not take it away yet; it is tried again',
    'Broker 尚未能回收，正在重试',
  ),
  DeprovisionBlockedByExistingCredentials: poor(
    'It waits until its credentials are given back',
    '等待归还凭据',
  ),
  ClusterServiceBrokerReturnedFailure: bad(
    'The broker refused it',
    'Broker 拒绝了请求',
  ),
  ServiceBrokerReturnedFailure: bad(
    'The broker refused it',
    'Broker 拒绝了请求',
  ),
  AsyncOperationTimeout: bad(
    'The broker took longer than it may',
    'Broker 超过了允许的时间',
  ),
  ErrorReconciliationRetryTimeout: bad(
    'Given up after trying for a long time',
    '长时间重试后已放弃',
  ),
  ErrorPollingLastOperation: poor(
    'The broker does not tell how far it is; it is asked again',
    'Broker 没有告知进度，正在再次询问',
  ),
  ErrorWithParameters: bad('Its parameters cannot be read', '无法读取它的参数'),
  ReferencesNonexistentServiceClass: bad(
    'There is no such class in the catalog',
    '目录中没有这个服务类',
  ),
  ReferencesNonexistentServicePlan: bad(
    'There is no such plan in the catalog',
    '目录中没有这个套餐',
  ),
  ReferencesNonexistentBroker: bad(
    'Its broker is not there',
    '它的 Broker 不存在',
  ),
  ReferencesDeletedServiceClass: bad(
    'The broker offers its class no more',
    'Broker 已不再提供它的服务类',
  ),
  ReferencesDeletedServicePlan: bad(
    'The broker offers its plan no more',
    'Broker 已不再提供它的套餐',
  ),
  ExternalIDInUse: bad(
    'Its id is that of another; it must be made anew without one',
    '它的 ID 属于另一个对象，须去掉 ID 后重新创建',
  ),
  Binding: going('The broker makes credentials', 'Broker 正在生成凭据'),
  BindingRequestInFlight: going(
    'The broker is asked for credentials',
    '正在向 Broker 申请凭据',
  ),
  Unbinding: going('The broker takes credentials back', 'Broker 正在收回凭据'),
  UnbindingRequestInFlight: going(
    'The broker is asked to take credentials back',
    '正在请求 Broker 收回凭据',
  ),
  BindCallFailed: bad('The broker gave no credentials', 'Broker 没有给出凭据'),
  ErrorBindCall: poor(
    'The broker does not answer; it is tried again',
    'Broker 没有响应，正在重试',
  ),
  UnbindCallFailed: poor(
    'The broker could not take credentials back yet; it is tried again',
    'Broker 尚未能收回凭据，正在重试',
  ),
  FetchingBindingFailed: bad(
    'The broker did not hand out the credentials',
    'Broker 没有交出凭据',
  ),
  ErrorInjectingBindResult: poor(
    'The credentials could not be put into their Secret yet',
    '凭据尚未能写入 Secret',
  ),
  ErrorInstanceNotReady: going(
    'Credentials come once the instance is ready',
    '实例就绪后才会生成凭据',
  ),
  ErrorNonbindableServiceClass: bad(
    'There are no credentials to be had of it',
    '它不提供凭据',
  ),
  ReferencesNonexistentInstance: bad(
    'Its instance is not there',
    '它的实例不存在',
  ),
};
