const NAME = 'hopscope';
const WAIT_MS = 1500;

/** Object stores of the page's database: the list of recent documents, and their texts, under the same keys. */
export const ENTRIES = 'entries';
export const TEXTS = 'texts';

/** Work inside one transaction over both stores; what it returns is read when the transaction is complete. */
export type Work = (store: (name: string) => IDBObjectStore) => { readonly result: unknown } | null;

/**
 * Runs work in the page's database, opened when first asked for. It rejects where there is none, where it does not open
 * within a moment and where the quota is reached; a connection that breaks is opened again for the next work.
 */
export function createDatabase(factory: IDBFactory | null): (mode: IDBTransactionMode, work: Work) => Promise<unknown> {
  let opened: Promise<IDBDatabase> | null = null;

  function database(): Promise<IDBDatabase> {
    opened ??= open(factory, () => (opened = null)).catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
  }

  return async (mode, work) => {
    const transaction = (await database()).transaction([ENTRIES, TEXTS], mode);
    return new Promise((resolve, reject) => {
      if (mode === 'readonly') setTimeout(() => reject(new Error('The database does not answer.')), WAIT_MS);
      const request = work((name) => transaction.objectStore(name));
      // Said at once, so that a page that goes away in this moment still writes.
      transaction.commit();
      transaction.oncomplete = () => resolve(request?.result ?? null);
      const fail = () => reject(transaction.error ?? new Error('The transaction was given up.'));
      transaction.onerror = fail;
      transaction.onabort = fail;
    });
  };
}

function open(factory: IDBFactory | null, onClose: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    if (!factory) throw new Error('There is no database.');
    let is: 'awaited' | 'late' = 'awaited';
    const timer = setTimeout(() => {
      is = 'late';
      reject(new Error('The database does not answer.'));
    }, WAIT_MS);
    const request = factory.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(ENTRIES, { keyPath: 'id' });
      request.result.createObjectStore(TEXTS);
    };
    request.onerror = () => reject(request.error ?? new Error('The database does not open.'));
    request.onsuccess = () => {
      clearTimeout(timer);
      const database = request.result;
      if (is === 'late') database.close();
      database.onclose = onClose;
      // A newer version of the page in another tab may change the database; this one opens it again when it must.
      database.onversionchange = () => {
        database.close();
        onClose();
      };
      resolve(database);
    };
  });
}
