@echo off
setlocal
title 招商引资看板
cd /d "%~dp0"
set PYTHONUTF8=1
set PYTHON_MANAGER_AUTOMATIC_INSTALL=false
set "DASHBOARD_STORE=%~dp0data"
set "DASHBOARD_SETTINGS=%~dp0settings.toml"
if not exist "settings.toml" copy /y "program\data\settings.toml" "settings.toml" >nul
if exist "runtime\Scripts\python.exe" fc /b "runtime\ready" "program\requirements.txt" >nul 2>nul && "runtime\Scripts\python.exe" -c "" >nul 2>nul && goto open

call :find
if defined PY goto install
for %%f in (python-3*-amd64.exe) do (
    echo 这台电脑没有Python，正在安装%%f，请稍候……
    start /wait "" "%%f" /passive InstallAllUsers=0 PrependPath=1 Include_launcher=1 Include_test=0
)
call :find
if defined PY goto install
echo.
echo 没有找到Python（需要64位的@VERSIONS_ZH@）。
echo 请在能上网的电脑上从python.org下载安装程序（Windows installer 64-bit），放进本文件夹，再双击start.bat。
echo Python (64-bit, @VERSIONS@) was not found: put its installer into this folder and start again.
pause
exit /b 1

:install
echo 第一次打开，正在安装，约需几分钟，不需要上网……
if exist "runtime" rmdir /s /q "runtime"
%PY% -m venv "runtime" || goto failed
"runtime\Scripts\python.exe" -m pip install --disable-pip-version-check --no-index --find-links "wheels" --require-hashes -r "program\requirements.txt" || goto failed
copy /y "program\requirements.txt" "runtime\ready" >nul

:open
echo 正在打开看板，浏览器会自动打开；没有打开的，请访问 http://127.0.0.1:8501
echo 用完后关闭本窗口即可。
cd program
"..\runtime\Scripts\python.exe" -m streamlit run app.py
if errorlevel 1 pause
exit /b

:failed
echo.
echo 安装没有完成，请把上面的内容拍下来发给维护人员。 The installation failed: see above.
if exist "runtime" rmdir /s /q "runtime"
pause
exit /b 1

:find
set "PY="
for %%v in (@VERSIONS_BAT@) do if not defined PY py -%%v -c "import sys; sys.exit(sys.maxsize < 2**32)" >nul 2>nul && set "PY=py -%%v"
if not defined PY python -c "import sys; sys.exit('%%d.%%d' %% sys.version_info[:2] not in '@VERSIONS_BAT@'.split() or sys.maxsize < 2**32)" >nul 2>nul && set "PY=python"
exit /b
