export declare class ChoiceLoader implements Loader {
    #private;
    constructor(loaders: readonly Loader[]);
    get folders(): readonly string[];
    load(name: string): LoadedTemplate | null;
}

export declare class PortableEnvironment {
    #private;
    readonly host: Settings;
    constructor(options: EnvironmentOptions, parts: Parts);
    static jinja2<E extends PortableEnvironment>(this: new (options: EnvironmentOptions) => E, options?: Jinja2Options): E;
    render(name: string, vars?: Vars): string;
    renderValue(template: string | Template, vars?: Vars): unknown;
    chunks(name: string, vars?: Vars): Iterable<string>;
    getTemplate(name: string): Template;
    selectTemplate(names: readonly string[]): Template;
    fromString(text: string, options?: StringOptions): Template;
    compileExpression(text: string, options?: {
        readonly undefinedToNone?: boolean;
    }): (vars?: Vars) => unknown;
    compile(source: Source, as?: CompileAs): Stages;
    meta(text: string): Meta;
    overlay(changes: EnvironmentOptions): PortableEnvironment;
    addFilter(name: string, fn: HostFunction): this;
    addTest(name: string, fn: HostFunction): this;
    addGlobal(name: string, value: unknown): this;
    addTag(tag: Tag): this;
    carefully(error: unknown, source: Source, globals: Readonly<Record<string, unknown>>): Template | null;
    locate(error: unknown, source: Source): unknown;
}
export declare class Environment extends PortableEnvironment {
    constructor(options?: EnvironmentOptions);
}

export interface EnvironmentOptions {
    readonly loader?: Loader | null;
    readonly values?: 'js' | 'python';
    readonly autoescape?: Autoescape;
    readonly escapePolicy?: EscapePolicy;
    readonly wellFormed?: WellFormed;
    readonly undefined?: 'lenient' | 'chainable' | 'strict' | 'debug' | UndefinedKind;
    readonly trimBlocks?: boolean;
    readonly lstripBlocks?: boolean;
    readonly keepTrailingNewline?: boolean;
    readonly newline?: Newline;
    readonly delimiters?: Partial<Delimiters>;
    readonly extensions?: readonly (TagGroup | Tag)[];
    readonly filters?: Readonly<Record<string, HostFunction>>;
    readonly tests?: Readonly<Record<string, HostFunction>>;
    readonly globals?: Readonly<Record<string, unknown>>;
    readonly finalize?: HostFunction | null;
    readonly trustedOrigins?: readonly string[];
    readonly onUnsafe?: OnUnsafe | null;
    readonly policies?: Readonly<Record<string, unknown>>;
    readonly cache?: {
        readonly size?: number;
        readonly directory?: string | null;
    };
    readonly autoReload?: boolean;
    readonly development?: boolean;
    readonly i18n?: {
        readonly newstyle?: boolean;
        readonly trimmed?: boolean;
    };
    readonly compat?: 'nunjucks' | null;
}

export declare class FileLoader implements Loader {
    #private;
    readonly folders: readonly string[];
    constructor(roots: string | readonly string[], options?: FileLoaderOptions);
    load(name: string): LoadedTemplate | null;
}

export declare class FunctionLoader implements Loader {
    #private;
    constructor(find: (name: string) => FunctionResult);
    load(name: string): LoadedTemplate | null;
}

export type Jinja2Options = Jinja2Names & {
    readonly [K in keyof Jinja2Names as Camel<K>]?: Jinja2Names[K];
};

export declare class LimitError extends RenderError {
}

export interface LoadedTemplate {
    readonly text: string;
    readonly path: string | null;
    readonly fresh?: () => boolean;
}

export interface Loader {
    readonly folders?: readonly string[];
    load(name: string): LoadedTemplate | null;
    resolve?(name: string, from: string | null): string | null;
}

export declare class Markup {
    #private;
    constructor(html: string);
    toString(): string;
    toJSON(): string;
    toHTML(): string;
}

export declare class MemoryLoader implements Loader {
    #private;
    constructor(templates: Readonly<Record<string, string>> | ReadonlyMap<string, string>);
    load(name: string): LoadedTemplate | null;
}

export declare class PackageLoader implements Loader {
    #private;
    constructor(packageName: string, folder?: string, from?: string | URL);
    get folders(): readonly string[];
    load(name: string): LoadedTemplate | null;
}

export declare class PrefixLoader implements Loader {
    #private;
    constructor(loaders: Readonly<Record<string, Loader>> | ReadonlyMap<string, Loader>, delimiter?: string);
    load(name: string): LoadedTemplate | null;
}

export declare class RenderError extends TemplateError {
}

export declare class SecurityError extends RenderError {
}

export interface Site {
    readonly scope: Scope;
    readonly host: Host;
    readonly autoescape: boolean;
}

export interface StringOptions {
    readonly name?: string;
    readonly globals?: Readonly<Record<string, unknown>>;
}

export interface Tag<Head = unknown> {
    readonly name: string;
    readonly end: string | null;
    readonly clauses: readonly Clause[];
    readonly syntax: string;
    readonly flat?: true;
    head(cursor: Cursor, keyword: string): Head;
    opens?(head: Head): boolean;
    close?(cursor: Cursor, head: Head): void;
    build(opening: Part<Head>, clauses: readonly Part<Head>[], block: TagBlock): readonly Statement[];
}

export declare class Template {
    #private;
    readonly [PROGRAM]: Program;
    constructor(environment: PortableEnvironment, program: Program, compiled: Executable);
    get name(): string | null;
    get source(): string;
    get code(): string;
    get map(): SourceMap;
    render(vars?: Vars): string;
    renderValue(vars?: Vars): unknown;
    chunks(vars?: Vars): Generator<string, void, undefined>;
    renderBlock(name: string, vars?: Vars): string;
    module(vars?: Vars): Module;
    toString(): string;
}

export declare class TemplateError extends Error {
    readonly id: DiagnosticId;
    readonly reason: string;
    readonly help: string | null;
    readonly template: string | null;
    readonly span: Span;
    readonly line: number;
    readonly column: number;
    readonly frame: string;
    readonly names: readonly NameKind[];
    readonly templates: readonly TemplateFrame[];
    readonly others: readonly Diagnostic[];
    readonly jinja: JinjaReport;
    constructor(report: ErrorReport, cause?: unknown);
}

export interface TemplateFrame extends Position {
    readonly template: string | null;
}

export declare class TemplateNotFoundError extends TemplateError {
}

export declare class TemplateSyntaxError extends TemplateError {
}

export declare class Undefined {
    readonly [MISSING]: Missing;
    constructor(missing: Missing);
    [USE](use: UndefinedUse): void;
    [PRINT](): string;
    toJSON(): undefined;
}

export declare class UndefinedError extends RenderError {
}

export interface UnsafeValue {
    readonly escaper: string;
    readonly value: unknown;
    readonly replacement: string;
    readonly template: string | null;
}

export type Vars = Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown>;

export declare function render(text: string, vars?: Vars): string;

export declare function safeAttr(attributes: string | Readonly<Record<string, unknown>>): SafeAttrs;

export declare function safeCss(css: string): SafeCss;

export declare function safeJs(code: string): SafeJs;

export declare function safeUrl(url: string): SafeUrl;

export declare function selectAutoescape(options?: SelectAutoescape): (name: string | null) => boolean;

export declare function trustedResourceUrl(url: string): SafeResourceUrl;

export declare function withContext<F extends (...args: never[]) => unknown>(fn: F): F;
