import ts from 'typescript'

/**
 * A module's exports in alphabetical order, each with its declaration as a `.d.ts` has it, without comments. Before a
 * class come those it extends, if they are the project's and no exports themselves.
 */
export function declarationsOf(entry: string, configFile: string): Map<string, string> {
  const program = programOf(entry, configFile)
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(entry)
  const module = source && checker.getSymbolAtLocation(source)
  if (module === undefined) throw new TypeError(`${entry} is no module`)
  const exported = checker
    .getExportsOfModule(module)
    .map((symbol) => [symbol.name, resolved(checker, symbol)] as const)
  exported.sort(([left], [right]) => (left < right ? -1 : 1))
  const own = new Set(exported.map(([, symbol]) => symbol))
  const isHidden = (symbol: ts.Symbol): boolean => !own.has(symbol) && isOfProject(program, symbol)
  return new Map(
    exported.map(([name, symbol]) => {
      const symbols = [...parentsOf(checker, symbol).filter(isHidden), symbol]
      return [name, symbols.map((each) => declarationText(program, each)).join('\n')]
    }),
  )
}

/** The classes that a class extends, the first ancestor first. */
function parentsOf(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol[] {
  const type = checker.getDeclaredTypeOfSymbol(symbol)
  if ((symbol.flags & ts.SymbolFlags.Class) === 0 || !type.isClassOrInterface()) return []
  const parents = checker.getBaseTypes(type).map((base) => base.symbol)
  return parents.flatMap((parent) => [...parentsOf(checker, parent), parent])
}

function isOfProject(program: ts.Program, { declarations = [] }: ts.Symbol): boolean {
  return declarations.every((declaration) => !program.isSourceFileDefaultLibrary(declaration.getSourceFile()))
}

function programOf(entry: string, configFile: string): ts.Program {
  const { config } = ts.readConfigFile(configFile, ts.sys.readFile)
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, '.')
  return ts.createProgram([entry], {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
  })
}

function resolved(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}

function declarationText(program: ts.Program, symbol: ts.Symbol): string {
  const printer = ts.createPrinter({ removeComments: true })
  const files = new Set(symbol.declarations?.map((declaration) => declaration.getSourceFile()))
  const texts = [...files].flatMap((file) => {
    const emitted = declarationFile(program, file)
    const own = emitted.statements.filter((statement) => declares(statement, symbol.name))
    return own.map((statement) => printer.printNode(ts.EmitHint.Unspecified, statement, emitted))
  })
  return texts.join('\n')
}

function declarationFile(program: ts.Program, file: ts.SourceFile): ts.SourceFile {
  let text = ''
  program.emit(file, (_, written) => void (text = written), undefined, true)
  return ts.createSourceFile(file.fileName, text, ts.ScriptTarget.ESNext, true)
}

function declares(statement: ts.Statement, name: string): boolean {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.some((declaration) => declaration.name.getText() === name)
  }
  const isNamed = ts.isClassDeclaration(statement) || ts.isInterfaceDeclaration(statement)
  if (isNamed || ts.isFunctionDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
    return statement.name?.text === name
  }
  return false
}
