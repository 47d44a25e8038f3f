/**
 * What the pages of Pilothouse share.
 *
 * @packageDocumentation
 */
export type { PlatformClient } from './client/client';
export { useAbilityQuery } from './abilities/useAbilityQuery';
export { usePlatformQuery } from './client/hooks';
export { usePlatformClient } from './client/usePlatformClient';
export { CauseNote } from './causes/CauseNote';
export { formatList } from './causes/format';
export { useCauses } from './causes/useCauses';
export { isNotAllowed, isNotFound, messageOf } from './client/errors';
export { ClusterNotes } from './clusters/ClusterNotes';
export {
  ClusterTitles,
  useClusterTitle,
  useWhere,
} from './clusters/ClusterTitles';
export { DiffView } from './diff/DiffView';
export { useFacts } from './health/useFacts';
export { useLiveHealth } from './health/useLiveHealth';
export { useTitles } from './health/useTitles';
export { isTyping } from './keys/isTyping';
export { KeysHelp } from './keys/KeysHelp';
export { SearchField } from './keys/SearchField';
export { useKeys } from './keys/useKeys';
export { platformReactTranslationRef } from './language/ref';
export { languages, type Language } from './language/languages';
export { useLanguage } from './language/useLanguage';
export { useNumber } from './language/useNumber';
export { useOtherLanguage } from './language/useOtherLanguage';
export { withoutEscapes } from './lines/escapes';
export { Marked } from './lines/Marked';
export {
  compile,
  neighbor,
  type Compiled,
  type Matcher,
  type Search,
} from './lines/matcher';
export { countBelow } from './lines/ordered';
export { useFollow } from './lines/useFollow';
export { watchAttention } from './live/attention';
export type { Live } from './live/live';
export { retryDelay } from './live/retry';
export { LiveFailure } from './live/LiveFailure';
export { LiveValue } from './live/LiveValue';
export { StaleNote } from './live/StaleNote';
export { useLive } from './live/useLive';
export { problemOf } from './orders/problem';
export { useAct } from './orders/useAct';
export { usePreview, type PreviewState } from './orders/usePreview';
export { useRoomBelow } from './page/useRoomBelow';
export { FailedTests } from './pipelines/FailedTests';
export { PipelineNote } from './pipelines/PipelineNote';
export {
  knowledgeOfPipelines,
  useBrokenPipelines,
  type KnownPipelines,
} from './pipelines/useBrokenPipelines';
export { WaitingRuns } from './pipelines/WaitingRuns';
export { usePipelineWords } from './pipelines/usePipelineWords';
export { freeRows, heldRows, type HeldRow } from './rows/held';
export { useHolding, type HoldHandlers } from './rows/useHolding';
export { CellMark } from './services/CellMark';
export { kubernetesId, onKubernetes } from './services/onKubernetes';
export { oldestOf } from './services/dated';
export {
  deploymentsPath,
  entityPath,
  nameOfRef,
  runPath,
  runsPath,
  workloadLogsPath,
  workloadLogsRoute,
  workloadPath,
  workloadRoute,
} from './services/paths';
export { Failure } from './status/Failure';
export { StatusLabel } from './status/StatusLabel';
export { StatusShape } from './status/StatusShape';
export { statusColors } from './status/colors';
export { CostParts } from './terms/CostParts';
export { termsTranslationRef } from './terms/language/ref';
export { termsWords, type TermsWords } from './terms/termsWords';
export { useTermsWords } from './terms/useTermsWords';
export { absoluteTime, duration, relativeTime } from './time/relative';
export { Duration, RelativeTime } from './time/Time';
export { useNow } from './time/useNow';
export {
  inWords,
  requiredOnceBegun,
  uiSchemaOf,
  withQuantities,
} from './schema-form/uiSchema';
