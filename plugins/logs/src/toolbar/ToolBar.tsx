import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import DownloadIcon from '@material-ui/icons/GetApp';
import PauseIcon from '@material-ui/icons/Pause';
import ResumeIcon from '@material-ui/icons/PlayArrow';
import { logsTranslationRef } from '../language/ref';
import type { LineLook } from '../list/LogRow';
import type { TailState } from '../tail/LogTail';
import { Toggle } from './Toggle';

/** How lines are shown, and what is done with them. */
export function ToolBar(props: {
  look: LineLook;
  following: boolean;
  state: TailState;
  onLook: (look: LineLook) => void;
  onFollow: (follow: boolean) => void;
  onPause: () => void;
  onResume: () => void;
  onDownload: () => void;
}) {
  const { look, following, state, onLook, onFollow } = props;
  const { t } = useTranslationRef(logsTranslationRef);
  const isPaused = state.kind === 'paused';
  const isOver = state.kind === 'ended' || state.kind === 'failed';
  return (
    <>
      <Toggle
        on={look.wrap}
        word={t('tool.wrap')}
        hint={t('tool.wrapHint')}
        onChange={wrap => onLook({ ...look, wrap })}
      />
      <Toggle
        on={look.fields}
        word={t('tool.fields')}
        hint={t('tool.fieldsHint')}
        onChange={fields => onLook({ ...look, fields })}
      />
      <Toggle
        on={following}
        word={t('tool.follow')}
        hint={t('tool.followHint')}
        onChange={onFollow}
      />
      <IconButton
        size="small"
        aria-label={t('tool.download')}
        title={t('tool.download')}
        onClick={props.onDownload}
      >
        <DownloadIcon fontSize="small" />
      </IconButton>
      {!isOver && (
        <IconButton
          size="small"
          aria-label={isPaused ? t('tool.resume') : t('tool.pause')}
          title={isPaused ? t('tool.resume') : t('tool.pause')}
          onClick={isPaused ? props.onResume : props.onPause}
        >
          {isPaused ? (
            <ResumeIcon fontSize="small" />
          ) : (
            <PauseIcon fontSize="small" />
          )}
        </IconButton>
      )}
    </>
  );
}
