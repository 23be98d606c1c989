/** A table as the inspector prints it. `rows` are those worth showing: the winner, its neighbours; `more` counts the rest. */
export interface TableView {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly id: string; readonly cells: readonly string[]; readonly note: string }[];
  readonly more: number;
}
