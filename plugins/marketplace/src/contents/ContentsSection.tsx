import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import type {
  Content,
  Contents,
  InstanceRef,
} from '@pilothouse/plugin-platform-common';
import { StatusLabel } from '@pilothouse/plugin-platform-react';
import { useState } from 'react';
import { Table } from '../instance/Table';
import { useAbilities } from '../instance/useAbilities';
import { marketplaceTranslationRef } from '../language/ref';
import { Section } from '../page/Section';
import { useRefusal } from '../words/useRefusal';
import { useSaying } from '../words/useSaying';
import { useWords } from '../words/useWords';
import { ContentDialog } from './ContentDialog';
import { RemoveContentDialog } from './RemoveContentDialog';

type Doing =
  | { readonly kind: 'add' }
  | { readonly kind: 'change' | 'remove'; readonly content: Content };

/** What an instance holds, such as topics, and the way to make, change and remove it. */
export function ContentsSection(props: {
  contents: Contents;
  instanceRef: InstanceRef;
  /** Whether the instance is being deleted. */
  going: boolean;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const wordsOf = useWords();
  const refusal = useRefusal();
  const { contents, instanceRef, going } = props;
  const [doing, setDoing] = useState<Doing>();
  const data = useAbilities({ ref: instanceRef });
  const close = () => setDoing(undefined);
  const reasons = new Set(
    [data?.addContent, data?.changeContent, data?.removeContent]
      .map(refusal)
      .filter(Boolean),
  );
  return (
    <Section title={wordsOf(contents.title)}>
      <Listed
        contents={contents}
        mayChange={!going && data?.changeContent?.allowed === true}
        mayRemove={!going && data?.removeContent?.allowed === true}
        onDo={setDoing}
      />
      <p>
        <Button
          variant="outlined"
          style={{ textTransform: 'none' }}
          disabled={
            going || contents.unread === 'pending' || !data?.addContent?.allowed
          }
          onClick={() => setDoing({ kind: 'add' })}
        >
          {t('contents.add', { one: wordsOf(contents.one) })}
        </Button>
      </p>
      {[...reasons].map(reason => (
        <p key={reason}>{reason}</p>
      ))}
      {(doing?.kind === 'add' || doing?.kind === 'change') && (
        <ContentDialog
          contents={contents}
          instanceRef={instanceRef}
          content={doing.kind === 'change' ? doing.content : undefined}
          onClose={close}
        />
      )}
      {doing?.kind === 'remove' && (
        <RemoveContentDialog
          one={wordsOf(contents.one)}
          instanceRef={instanceRef}
          content={doing.content}
          onClose={close}
        />
      )}
    </Section>
  );
}

function Listed(props: {
  contents: Contents;
  mayChange: boolean;
  mayRemove: boolean;
  onDo: (doing: Doing) => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const wordsOf = useWords();
  const say = useSaying();
  const { contents, mayChange, mayRemove, onDo } = props;
  const { fields, list, more, title, unread } = contents;
  if (!list) return <p>{t(`contents.unread.${unread ?? 'pending'}`)}</p>;
  if (list.length === 0) return <p>{t('contents.none')}</p>;
  return (
    <>
      <Table
        label={t('contents.list', { title: wordsOf(title) })}
        head={[
          t('contents.name'),
          t('contents.state'),
          ...fields.map(field => wordsOf(field.title)),
          t('contents.actions'),
        ]}
        rows={list.map(content => {
          const { name, values, status } = content;
          const { word, why } = say(content);
          return {
            key: name,
            cells: [
              <code key="name">{name}</code>,
              <StatusLabel key="state" status={status} word={word} why={why} />,
              ...fields.map((_, i) => values[i] ?? t('contents.usual')),
              <span key="actions" style={{ whiteSpace: 'nowrap' }}>
                <Button
                  size="small"
                  style={{ textTransform: 'none' }}
                  disabled={!mayChange}
                  onClick={() => onDo({ kind: 'change', content })}
                >
                  {t('contents.change', { name })}
                </Button>
                <Button
                  size="small"
                  style={{ textTransform: 'none' }}
                  disabled={!mayRemove}
                  onClick={() => onDo({ kind: 'remove', content })}
                >
                  {t('contents.remove', { name })}
                </Button>
              </span>,
            ],
          };
        })}
      />
      {more > 0 && <p>{t('contents.more', { number: String(more) })}</p>}
    </>
  );
}
