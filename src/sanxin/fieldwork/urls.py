from sanxin.fieldwork import urls_caseload, urls_visits

urlpatterns = [*urls_visits.urlpatterns, *urls_caseload.urlpatterns]
