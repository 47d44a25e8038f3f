import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import DoneIcon from '@material-ui/icons/Done';
import CopyIcon from '@material-ui/icons/FileCopyOutlined';
import { useState } from 'react';
import { pipelinesTranslationRef } from '../language/ref';

/** Copies a value that is shown shortened; where the browser does not let it, it is not there. */
export function CopyButton(props: { value: string; label: string }) {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const [copied, setCopied] = useState(false);
  if (!navigator.clipboard) {
    return null;
  }
  const copy = async () => {
    await navigator.clipboard.writeText(props.value);
    setCopied(true);
  };
  const label = copied ? t('copy.done') : props.label;
  const Icon = copied ? DoneIcon : CopyIcon;
  return (
    <IconButton
      size="small"
      onClick={() => void copy()}
      onBlur={() => setCopied(false)}
      title={label}
      aria-label={label}
    >
      <Icon style={{ fontSize: 14 }} />
    </IconButton>
  );
}
