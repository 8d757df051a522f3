@echo off
rem Starts claude-worker on Windows: finds a Java that fits, then runs it. The counterpart of the script claude-worker beside it,
rem without start-up caches. NOT TESTED on Windows yet. A server in the background needs a POSIX system; run it in a window of
rem its own with: claude-worker server start --foreground
rem
rem   CLAUDE_WORKER_JAVA   the Java to use: its home folder or its java.exe. Without it, in this order: the folder jre\ of the
rem                        installation, JAVA_HOME, PATH, the usual places
rem   CLAUDE_WORKER_SERVER_JAVA_OPTS   further JVM options for the server
setlocal EnableExtensions DisableDelayedExpansion

set "minimum_java=25"
for %%I in ("%~dp0..") do set "install_dir=%%~fI"
set "java="
set "looked_at="

rem Many set such a variable with quotes around the path.
if defined CLAUDE_WORKER_JAVA set "CLAUDE_WORKER_JAVA=%CLAUDE_WORKER_JAVA:"=%"
if defined JAVA_HOME set "JAVA_HOME=%JAVA_HOME:"=%"

rem A Java that a person named is used or refused, never quietly replaced by another.
if defined CLAUDE_WORKER_JAVA (
  if exist "%CLAUDE_WORKER_JAVA%\bin\java.exe" (
    call :examine "CLAUDE_WORKER_JAVA" "%CLAUDE_WORKER_JAVA%\bin\java.exe"
  ) else (
    call :examine "CLAUDE_WORKER_JAVA" "%CLAUDE_WORKER_JAVA%"
  )
  goto :examined
)
if exist "%install_dir%\jre\bin\java.exe" call :examine "bundled runtime" "%install_dir%\jre\bin\java.exe"
if not defined java if defined JAVA_HOME call :examine "JAVA_HOME" "%JAVA_HOME%\bin\java.exe"
if not defined java for %%J in (java.exe) do if not "%%~$PATH:J"=="" call :examine "PATH" "%%~$PATH:J"
if not defined java for /d %%D in (
  "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*"
  "%ProgramFiles%\Amazon Corretto\*" "%ProgramFiles%\BellSoft\*" "%USERPROFILE%\.jdks\*"
) do if not defined java if exist "%%~D\bin\java.exe" call :examine "usual places" "%%~D\bin\java.exe"
rem Only the last part of a path may have a wildcard.
if not defined java for /d %%D in ("%USERPROFILE%\scoop\apps\*jdk*") do if not defined java if exist "%%~D\current\bin\java.exe" call :examine "usual places" "%%~D\current\bin\java.exe"

:examined
if defined java goto :found
rem Outside of brackets: one in a path, as in "Program Files (x86)", would close them. And put in after the line was read: an
rem ampersand in a path would end the sentence and begin a command.
setlocal EnableDelayedExpansion
>&2 echo claude-worker: Java %minimum_java% or newer is needed, and none was found.!looked_at!
>&2 echo To go on, install Java %minimum_java%, for example from https://adoptium.net, or set CLAUDE_WORKER_JAVA to the folder of one.
exit /b 1

:found

rem Everything is a command of the command line except the server itself; some commands need the server's classes too.
set "main_class=dev.claudeworker.cli.Main"
set "class_path=%install_dir%\lib\cli\*"
set "java_options=-XX:TieredStopAtLevel=1 -XX:-UsePerfData"
for %%K in (config doctor token backup restore export import storage) do if /i "%~1"=="%%K" set "class_path=%install_dir%\lib\cli\*;%install_dir%\lib\server\*"
set "kind=cli"
rem A line that goes through all arguments must not even be read for other commands: a bracket in one, as in Bash(ls), ends it.
if /i "%~1 %~2"=="server start" goto :foreground
if /i "%~1"=="mcp" if /i not "%~2"=="install" if /i not "%~2"=="uninstall" goto :standalone
goto :program
:foreground
for %%A in (%*) do if /i "%%~A"=="--foreground" set "kind=server"
goto :help
rem An agent that is served alone has the server in its own process.
:standalone
for %%A in (%*) do if /i "%%~A"=="--standalone" set "kind=server"
:help
if "%kind%"=="server" for %%A in (%*) do for %%H in (--help -h --proxy) do if /i "%%~A"=="%%H" set "kind=cli"

:program
if "%kind%"=="cli" goto :environment
set "main_class=dev.claudeworker.Main"
set "class_path=%install_dir%\lib\server\*"
set "java_options=-Xms16m -Xmx256m -XX:+ExitOnOutOfMemoryError %CLAUDE_WORKER_SERVER_JAVA_OPTS%"

:environment
set "CLAUDE_WORKER_INSTALL_DIR=%install_dir%"
set "CLAUDE_WORKER_LAUNCHER=%~f0"
:run
"%java%" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC -Xlog:disable ^
  -Xlog:all=error:stderr -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 %java_options% -cp "%class_path%" %main_class% %*
rem With --reload the server ends with 75 to be started again.
if %ERRORLEVEL% EQU 75 goto :run
exit /b %ERRORLEVEL%

rem The cmd inside takes the first and the last quote of its line away, so there is one more pair, hidden from this one.
rem :examine <how it was found> <java program>   sets java if that Java fits
:examine
if not exist "%~2" (
  set "looked_at=%looked_at% %~1: no java program at %~2."
  exit /b
)
set "java_version="
for /f "tokens=3" %%V in ('^""%~2" -version 2^>^&1 ^| findstr /i version^"') do if not defined java_version set "java_version=%%~V"
set "java_major="
for /f "delims=.-+_ tokens=1" %%M in ("%java_version%") do set "java_major=%%M"
if not defined java_major set "java_major=0"
if %java_major% GEQ %minimum_java% (
  set "java=%~2"
) else (
  set "looked_at=%looked_at% %~1: %~2 is Java %java_version%."
)
exit /b
